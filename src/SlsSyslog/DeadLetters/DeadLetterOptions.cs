namespace SlsSyslog;

/// <summary>Specifies how much space dead-letter files use.</summary>
public sealed class DeadLetterOptions : IValidatedOptions
{
    /// <summary>
    /// Gets or sets the size in bytes at which a file is full. A full file is renamed: its name ends with a number, and the largest number is the
    /// newest file.
    /// </summary>
    /// <value>The default is 64 MiB.</value>
    [OptionRange(4096, 1L << 40)]
    public long MaxFileBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>Gets or sets the number of files, with the one that is written.</summary>
    /// <value>The default is 16.</value>
    [OptionRange(1, 10_000)]
    public int MaxFiles { get; set; } = 16;

    /// <summary>Gets or sets what happens when all files are full.</summary>
    /// <value>The default is <see cref="DeadLetterOverflow.Hold"/>.</value>
    public DeadLetterOverflow WhenFull { get; set; }

    /// <inheritdoc/>
    public void Validate(OptionErrors errors) => ArgumentNullException.ThrowIfNull(errors);
}

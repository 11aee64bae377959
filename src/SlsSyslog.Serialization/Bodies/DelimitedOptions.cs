namespace SlsSyslog.Serialization;

/// <summary>Specifies the delimiters of the key-value body and of the body of Alibaba's sample.</summary>
public abstract class DelimitedOptions : BodyOptions
{
    private const int MaxLength = 16;

    private protected DelimitedOptions()
    {
    }

    /// <summary>
    /// Gets or sets the text before each pair, including the first: 1 to 16 printable ASCII characters. The first must not be a letter, a
    /// digit or a backslash.
    /// </summary>
    /// <value>The default is <c>||</c>.</value>
    public string Separator { get; set; } = "||";

    /// <summary>
    /// Gets or sets the text between a key and its value: 1 to 16 printable ASCII characters. The first must not be a letter, a digit, a
    /// backslash or the first character of the separator.
    /// </summary>
    /// <value>The default is <c>=</c>.</value>
    public string KeyValueDelimiter { get; set; } = "=";

    /// <inheritdoc/>
    public override bool WritesFields => true;

    /// <inheritdoc/>
    public override void Validate(OptionErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        bool areUsable = Check(Separator, nameof(Separator), errors) & Check(KeyValueDelimiter, nameof(KeyValueDelimiter), errors);
        if (areUsable && Separator[0] == KeyValueDelimiter[0])
        {
            errors.Add(
                nameof(KeyValueDelimiter),
                $"'{KeyValueDelimiter}' begins with the same character as {nameof(Separator)}, so pairs would be ambiguous.",
                "Specify a delimiter that begins with another character.");
        }
    }

    private static bool Check(string? text, string path, OptionErrors errors)
    {
        bool isUsable = text is { Length: > 0 and <= MaxLength }
            && text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0
            && !char.IsAsciiLetterOrDigit(text[0])
            && text[0] != '\\';
        if (!isUsable)
        {
            errors.Add(
                path,
                $"'{text}' is not a valid delimiter.",
                $"Specify 1 to {MaxLength} printable ASCII characters that do not begin with a letter, a digit or a backslash.");
        }

        return isUsable;
    }
}

namespace SlsSyslog.Serialization;

/// <summary>One thing that is wrong with a set of options.</summary>
/// <param name="Option">The option's name; of a part within it as configuration spells paths, such as <c>Severity:Default</c>.</param>
/// <param name="Message">What is wrong and what to do about it.</param>
public readonly record struct OptionFault(string Option, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Option}: {Message}";
}

namespace SlsSyslog.Tool;

/// <summary>Represents what a check found.</summary>
/// <param name="State">The result.</param>
/// <param name="Detail">What was found, or why the check failed.</param>
/// <param name="Action">What to do; null when there is nothing to do.</param>
internal sealed record CheckFinding(CheckState State, string Detail, string? Action = null)
{
    public static CheckFinding Passed(string detail) => new(CheckState.Passed, detail);

    public static CheckFinding Skipped(string detail) => new(CheckState.Skipped, detail);

    public static CheckFinding Warning(string detail, string action) => new(CheckState.Warning, detail, action);

    public static CheckFinding Failed(string detail, string action) => new(CheckState.Failed, detail, action);

    /// <summary>Returns the message of an exception, which can be a part of a sentence, as a sentence.</summary>
    public static string ToSentence(string message) =>
        message.Length == 0 ? message : $"{char.ToUpperInvariant(message[0])}{message[1..].TrimEnd('.', ' ')}.";
}

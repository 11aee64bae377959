namespace SlsSyslog.Serialization;

/// <summary>Describes one invalid option.</summary>
/// <param name="Path">The path of the option as configuration spells it, such as <c>Tls:ServerName</c>, relative to the validated options.</param>
/// <param name="Problem">A sentence that describes the error and includes the specified value.</param>
/// <param name="Fix">A sentence that describes how to fix the error and lists the allowed values.</param>
public readonly record struct OptionError(string Path, string Problem, string Fix)
{
    /// <summary>Returns the error as one line: path, problem and fix.</summary>
    /// <returns>For example <c>Connections: The value 0 is out of range. Specify a value from 1 to 64.</c></returns>
    public override string ToString() => Path.Length == 0 ? $"{Problem} {Fix}" : $"{Path}: {Problem} {Fix}";
}

namespace SlsSyslog;

/// <summary>Describes an environment variable of Alibaba's samples: the keys it sets, and how its text is converted.</summary>
/// <param name="Name">The name of the variable.</param>
/// <param name="Keys">The configuration paths that it sets.</param>
/// <param name="Values">The allowed values, for the documentation; empty for those of the keys.</param>
/// <param name="Convert">Converts the text. An unknown text is returned unchanged, so that validation reports it.</param>
internal sealed record EnvironmentVariable(string Name, string[] Keys, string Values, Func<string, string> Convert);

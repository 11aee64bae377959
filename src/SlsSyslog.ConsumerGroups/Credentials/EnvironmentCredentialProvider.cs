namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Provides credentials from the environment variables <c>ALIBABA_CLOUD_ACCESS_KEY_ID</c>, <c>ALIBABA_CLOUD_ACCESS_KEY_SECRET</c> and, for
/// temporary keys, <c>ALIBABA_CLOUD_SECURITY_TOKEN</c>. They are read again for each request.
/// </summary>
public sealed class EnvironmentCredentialProvider : ISlsCredentialProvider
{
    internal const string KeyIdVariable = "ALIBABA_CLOUD_ACCESS_KEY_ID";
    internal const string KeySecretVariable = "ALIBABA_CLOUD_ACCESS_KEY_SECRET";
    internal const string TokenVariable = "ALIBABA_CLOUD_SECURITY_TOKEN";

    private readonly Func<string, string?> _read;

    /// <summary>Initializes a new instance of the <see cref="EnvironmentCredentialProvider"/> class.</summary>
    public EnvironmentCredentialProvider()
        : this(Environment.GetEnvironmentVariable)
    {
    }

    internal EnvironmentCredentialProvider(Func<string, string?> read) => _read = read;

    internal bool IsConfigured => Read(KeyIdVariable) is not null && Read(KeySecretVariable) is not null;

    /// <summary>Describes what is missing when only a part of the variables is set; empty otherwise.</summary>
    internal string FindMissing() => CredentialVariables.FindMissing(Read, KeyIdVariable, KeySecretVariable);

    /// <inheritdoc/>
    /// <exception cref="SlsCredentialException">A variable is missing.</exception>
    public ValueTask<SlsCredential> GetAsync(CancellationToken cancellationToken) =>
        Read(KeyIdVariable) is { } id && Read(KeySecretVariable) is { } secret
            ? ValueTask.FromResult(new SlsCredential(id, secret, Read(TokenVariable)))
            : ValueTask.FromException<SlsCredential>(
                new SlsCredentialException($"The access key is missing. Set the environment variables {KeyIdVariable} and {KeySecretVariable}."));

    /// <summary>Adds an error for each of the variables whose value cannot be a part of an access key.</summary>
    /// <param name="errors">The collection that receives the errors. Their paths are the names of the variables.</param>
    public static void ValidateVariables(OptionErrors errors) => ValidateVariables(errors, Environment.GetEnvironmentVariable);

    internal static void ValidateVariables(OptionErrors errors, Func<string, string?> read)
    {
        ArgumentNullException.ThrowIfNull(errors);
        foreach (string variable in new[] { KeyIdVariable, KeySecretVariable, TokenVariable })
        {
            if (CredentialVariables.Read(read, variable) is { } value && CredentialVariables.FindProblem(value) is { } problem)
            {
                errors.Add(variable, problem, "Set the variable to the value without blanks and line ends.");
            }
        }
    }

    private string? Read(string variable) => CredentialVariables.Read(_read, variable);
}

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

    private string? Read(string variable) => _read(variable)?.Trim() is { Length: > 0 } value ? value : null;
}

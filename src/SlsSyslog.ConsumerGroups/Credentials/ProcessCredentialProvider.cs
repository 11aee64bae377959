using System.Text.Json;

namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Provides credentials from a program that writes an access key as JSON to its standard output. The program runs again before the credentials
/// expire, and every minute if they do not expire; after a failure the existing credentials are used until SLS rejects them.
/// </summary>
/// <remarks>
/// Two forms of JSON are read: <c>AccessKeyId</c>, <c>AccessKeySecret</c>, <c>SecurityToken</c>, <c>Expiration</c>, and that of the command-line
/// tool of Alibaba Cloud: <c>access_key_id</c>, <c>access_key_secret</c>, <c>sts_token</c>, <c>expiration</c>. The program is started without a
/// shell.
/// </remarks>
public sealed class ProcessCredentialProvider : RefreshingCredentialProvider
{
    // The process is stopped before the renewal is cancelled.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    private readonly CredentialProcess _process;

    /// <summary>Initializes a new instance of the <see cref="ProcessCredentialProvider"/> class. Does not start the program.</summary>
    /// <param name="command">The path of the program, followed by its arguments.</param>
    /// <param name="timeout">How long the program may run before it is stopped.</param>
    /// <param name="timeProvider">The provider of the time, which determines when credentials expire.</param>
    /// <exception cref="ArgumentException">The command is empty.</exception>
    public ProcessCredentialProvider(IReadOnlyList<string> command, TimeSpan timeout, TimeProvider timeProvider)
        : base(timeProvider, timeout + Margin)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeout, TimeSpan.Zero);
        if (command.Count == 0 || string.IsNullOrWhiteSpace(command[0]))
        {
            throw new ArgumentException("The command is empty. Specify the path of a program.", nameof(command));
        }

        _process = new CredentialProcess([.. command], timeout, timeProvider);
    }

    private protected override async Task<SlsCredential> FetchAsync(CancellationToken cancellationToken)
    {
        byte[] output = await _process.RunAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ProcessCredentialBody? body = JsonSerializer.Deserialize(output, CredentialJson.Default.ProcessCredentialBody);
            string id = body?.AccessKeyId ?? body?.CliAccessKeyId ?? "";
            string secret = body?.AccessKeySecret ?? body?.CliAccessKeySecret ?? "";
            return id.Length > 0 && secret.Length > 0
                ? new SlsCredential(id, secret, body!.SecurityToken ?? body.StsToken, ReadTime(body.Expiration))
                : throw _process.Failed("did not write an access key ID and an access key secret");
        }
        catch (JsonException)
        {
            // The exception can quote what the program wrote.
            throw _process.Failed("did not write valid JSON to its standard output");
        }
        catch (ArgumentException exception)
        {
            throw _process.Failed("wrote an access key that is not valid", exception);
        }
    }

    private DateTimeOffset? ReadTime(string? text) =>
        string.IsNullOrEmpty(text) ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time
        : throw _process.Failed("wrote an expiration that is not a time in ISO 8601");
}

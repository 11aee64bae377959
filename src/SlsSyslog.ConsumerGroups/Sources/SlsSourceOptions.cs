using System.Buffers;

namespace SlsSyslog.ConsumerGroups;

/// <summary>Represents the options that all sources share: the service to connect to, the logs to read and the memory to use.</summary>
public abstract class SlsSourceOptions : IValidatedOptions
{
    internal const int MaxLogGroups = 1000;
    private const int MaxQueryLength = 10 * 1024;
    private static readonly SearchValues<char> ProjectCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_");

    private protected SlsSourceOptions()
    {
    }

    private protected SlsSourceOptions(SlsSourceOptions other)
    {
        ArgumentNullException.ThrowIfNull(other);
        (Endpoint, Project, Logstore, Region, Proxy) = (other.Endpoint, other.Project, other.Logstore, other.Region, other.Proxy);
        (Query, Processor, Compression) = (other.Query, other.Processor, other.Compression);
        (MaxLogGroupsPerPull, MemoryBudgetBytes) = (other.MaxLogGroupsPerPull, other.MemoryBudgetBytes);
        Credentials = other.Credentials.Copy();
    }

    /// <summary>
    /// Gets or sets the address of the service, such as <c>cn-hangzhou.log.aliyuncs.com</c>, with an optional scheme and port. Required.
    /// </summary>
    /// <remarks>
    /// The default scheme is <c>https</c>. For an IP address or <c>localhost</c> the source connects to that address and sends the project
    /// in the Host header only.
    /// </remarks>
    public string Endpoint { get; set => field = PlainText.Trim(value); } = "";

    /// <summary>Gets or sets the name of the project. Required.</summary>
    public string Project { get; set => field = PlainText.Trim(value); } = "";

    /// <summary>Gets or sets the name of the logstore, or several names separated by commas. Required.</summary>
    public string Logstore { get; set => field = PlainText.Trim(value); } = "";

    /// <summary>
    /// Gets or sets the region, such as <c>cn-hangzhou</c>. Requests are signed with signature version 4 when it is set, and with version 1
    /// otherwise.
    /// </summary>
    /// <value>The default is an empty string.</value>
    public string Region { get; set => field = PlainText.Trim(value); } = "";

    /// <summary>Gets the options of the credentials that sign requests.</summary>
    /// <value>The default uses the credentials of the host.</value>
    public CredentialOptions Credentials { get; private set; } = new();

    /// <summary>
    /// Gets or sets a query in SPL (SLS Processing Language) that SLS runs before it sends logs, such as
    /// <c>* | where status = '500'</c>, with at most 10,240 characters.
    /// </summary>
    /// <value>The default is an empty string, which reads all logs.</value>
    /// <remarks>Records that result from a query have no group cursor, because SLS does not report which LogGroup they belong to.</remarks>
    public string Query { get; set => field = PlainText.Trim(value); } = "";

    /// <summary>
    /// Gets or sets the name of a consume processor that is stored in SLS and runs before logs are sent. It cannot be combined with a query.
    /// </summary>
    /// <value>The default is an empty string, which uses no processor.</value>
    public string Processor { get; set => field = PlainText.Trim(value); } = "";

    /// <summary>Gets or sets how SLS compresses the logs that it sends. Reads over the Internet are billed by their compressed bytes.</summary>
    /// <value>The default is <see cref="PullCompression.Lz4"/>.</value>
    public PullCompression Compression { get; set; }

    /// <summary>
    /// Gets or sets the number of LogGroups that SLS scans for one response at most. With a query or a processor, fewer keep the time and the
    /// memory of a response small when most logs are removed.
    /// </summary>
    /// <value>The default is 1000, the maximum of the service.</value>
    [OptionRange(1, MaxLogGroups)]
    public int MaxLogGroupsPerPull { get; set; } = MaxLogGroups;

    /// <summary>Gets or sets the HTTP proxy for requests to SLS, as <c>http://host:port</c> or <c>http://user:password@host:port</c>.</summary>
    /// <value>The default is an empty string, which uses the proxy of the environment, such as the variable <c>HTTPS_PROXY</c>.</value>
    /// <remarks>IP addresses and <c>localhost</c> are always connected to directly.</remarks>
    public string Proxy { get; set => field = PlainText.Trim(value); } = "";

    /// <summary>Gets or sets how many bytes of response bodies all shards together hold. One body of any size is always admitted.</summary>
    /// <value>The default is 33554432 (32 MiB).</value>
    /// <remarks>
    /// A log with more than 4096 fields and tags also reserves 48 bytes for each of them. A log that needs more than the whole budget for
    /// them is reported as invalid.
    /// </remarks>
    [OptionRange(1024 * 1024, long.MaxValue)]
    public long MemoryBudgetBytes { get; set; } = 32 * 1024 * 1024;

    internal IReadOnlyList<string> Logstores => Logstore.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <inheritdoc/>
    public virtual void Validate(OptionErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        ValidateAddresses(errors);
        ValidateName(errors, nameof(Project), Project, "project name", ProjectCharacters, "lowercase letters, digits and hyphens");
        ValidateLogstores(errors);
        errors.Validate(nameof(Credentials), Credentials);
        if (Region.AsSpan().ContainsAnyExcept(ProjectCharacters))
        {
            errors.Add(
                nameof(Region),
                $"'{PlainText.Clean(Region)}' is not a valid region.",
                "Specify a region such as cn-hangzhou, or leave it empty to use signature version 1.");
        }

        if (Query.Length > MaxQueryLength)
        {
            errors.Add(
                nameof(Query),
                $"The query is too long ({Query.Length} characters).",
                $"Specify a query of at most {MaxQueryLength} characters, or store it in SLS and specify it as Processor.");
        }

        if (Query.Length > 0 && Processor.Length > 0)
        {
            errors.Add(
                nameof(Processor), $"The value '{PlainText.Clean(Processor)}' cannot be combined with Query.", "Specify either Query or Processor.");
        }
        else if (Processor.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            errors.Add(
                nameof(Processor),
                $"'{PlainText.Clean(Processor)}' is not a valid processor name.",
                "Specify a name without spaces and line breaks.");
        }
    }

    private protected SlsSourceOptions CopyAll()
    {
        SlsSourceOptions copy = (SlsSourceOptions)MemberwiseClone();
        copy.Credentials = Credentials.Copy();
        return copy;
    }

    // SLS protocol 1.1: logstores and consumer groups follow the same rule.
    private protected static void ValidateName(OptionErrors errors, string option, string name, string kind) =>
        ValidateName(errors, option, name, kind, NameCharacters, "lowercase letters, digits, hyphens and underscores");

    private static void ValidateName(OptionErrors errors, string option, string name, string kind, SearchValues<char> allowed, string allowedText)
    {
        if (name.Length == 0)
        {
            errors.Add(option, "The value is missing.", $"Specify a {kind} of 2 to 128 {allowedText}.");
        }
        else if (name.Length is < 2 or > 128 || name.AsSpan().ContainsAnyExcept(allowed))
        {
            errors.Add(option, $"'{PlainText.Clean(name)}' is not a valid {kind}.", $"Specify 2 to 128 {allowedText}.");
        }
    }

    private void ValidateLogstores(OptionErrors errors)
    {
        IReadOnlyList<string> logstores = Logstores;
        foreach (string logstore in logstores.DefaultIfEmpty(""))
        {
            ValidateName(errors, nameof(Logstore), logstore, "logstore name");
        }

        if (logstores.Distinct(StringComparer.Ordinal).Count() != logstores.Count)
        {
            errors.Add(nameof(Logstore), $"'{Logstore}' contains a logstore twice.", "Specify each logstore once.");
        }
    }

    // Both texts may contain a password, so they are not repeated.
    private void ValidateAddresses(OptionErrors errors)
    {
        if (Endpoint.Length == 0)
        {
            errors.Add(nameof(Endpoint), "The value is missing.", "Specify the service address, for example cn-hangzhou.log.aliyuncs.com.");
        }
        else if (SlsEndpoint.Parse(Endpoint, Project, out _) is { } problem)
        {
            errors.Add(nameof(Endpoint), problem, "Specify host or host:port, with https:// or http:// before it if required.");
        }

        if (Proxy.Length > 0 && ProxyAddress.Parse(Proxy, out _) is { } proxyProblem)
        {
            errors.Add(nameof(Proxy), proxyProblem, "Specify http://host:port, or leave it empty to use the proxy of the environment.");
        }
    }
}

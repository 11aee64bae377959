using System.Net;
using SlsSyslog.Transports;

namespace SlsSyslog.Tool;

/// <summary>Checks one server that a route sends to.</summary>
internal sealed class ServerChecks
{
    private const int MaxGreetingLength = 100;
    private static readonly TimeSpan RenewalTime = TimeSpan.FromDays(30);

    private readonly SyslogServer _server;
    private readonly NetworkTransportOptions _options;
    private readonly MessageOptions _message;
    private readonly TimeProvider _timeProvider;
    private readonly ServerProbe _probe;
    private readonly ServerAdvice _advice;
    private IReadOnlyList<IPAddress> _addresses = [];
    private List<ServerProbeResult> _results = [];

    /// <param name="server">The server.</param>
    /// <param name="options">The options of the transport.</param>
    /// <param name="message">The options of the messages.</param>
    /// <param name="stepLimit">How long one check may take.</param>
    /// <param name="timeProvider">The clock.</param>
    public ServerChecks(
        SyslogServer server, NetworkTransportOptions options, MessageOptions message, TimeSpan stepLimit, TimeProvider timeProvider)
    {
        (_server, _options, _message, _timeProvider) = (server, options, message, timeProvider);

        // An address that does not answer is reported before the check ends, which would hide the other addresses.
        _probe = new ServerProbe(options, timeProvider) { StepTimeout = stepLimit * 0.8 };
        _advice = new ServerAdvice(server, (options as StreamTransportOptions)?.Tls);
    }

    /// <summary>Gets the name of the check that connects.</summary>
    public string Name => _server.ToString();

    /// <summary>Gets how the name of the server is resolved; null for the resolver of the transport.</summary>
    public Func<SyslogServer, CancellationToken, Task<IReadOnlyList<IPAddress>>>? Resolver { get; init; }

    /// <summary>Gets a value that indicates whether at least one address can be used.</summary>
    public bool IsUsable => _results.Exists(result => result.Error is null);

    /// <summary>Gets the checks.</summary>
    public IEnumerable<IReadOnlyList<CheckStep>> Stages =>
    [
        [CheckStep.Of($"name of {Name}", ResolveAsync)],
        [new CheckStep(Name, ConnectAsync)],
        [new CheckStep($"{Name}: framing and size", _ => Task.FromResult<IReadOnlyList<(string Name, CheckFinding Finding)>>(Describe()))],
    ];

    private async Task<CheckFinding> ResolveAsync(CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(_server.Host, out IPAddress? address))
        {
            _addresses = [address];
            return CheckFinding.Passed("The server is specified by its address.");
        }

        try
        {
            _addresses = await (Resolver ?? _probe.ResolveAsync)(_server, cancellationToken).ConfigureAwait(false);
            return CheckFinding.Passed(AddressText.Describe(_server.Host, _addresses));
        }
        catch (SyslogTransportException exception)
        {
            return CheckFinding.Failed(
                CheckFinding.ToSentence(exception.Message), "Check the name in Destination:Servers, and the name servers (DNS) of this machine.");
        }
    }

    private async Task<IReadOnlyList<(string Name, CheckFinding Finding)>> ConnectAsync(CancellationToken cancellationToken)
    {
        _results =
        [
            .. await Task.WhenAll(_addresses.Select(address => _probe.ConnectAsync(_server, address, cancellationToken))).ConfigureAwait(false),
        ];
        return [.. _results.Select(result => (_results.Count == 1 ? Name : $"{Name} at {result.Address}", Describe(result)))];
    }

    private CheckFinding Describe(ServerProbeResult result)
    {
        if (result.Error is { } error)
        {
            string advice = _advice.For(result, _timeProvider.GetUtcNow());
            return IsUsable
                ? CheckFinding.Warning(CheckFinding.ToSentence(error), $"The other addresses are used. {advice}")
                : CheckFinding.Failed(CheckFinding.ToSentence(error), advice);
        }

        string protection = result.Protection is { } tls ? $" with {tls}" : "";
        return _server.Scheme == SyslogScheme.Udp
            ? CheckFinding.Passed("There is a route to the address. UDP has no connection, so nothing shows that a receiver listens.")
            : result.Greeting.Length > 0 && _server.Scheme is SyslogScheme.Tcp or SyslogScheme.Tls
                ? CheckFinding.Warning(
                    $"The server sends '{Shorten(result.Greeting)}' before it has received a message.",
                    "Check the port: a syslog receiver sends nothing.")
                : CheckFinding.Passed($"Connected in {DurationText.Format(result.Duration)}{protection}.");
    }

    private List<(string Name, CheckFinding Finding)> Describe()
    {
        List<(string Name, CheckFinding Finding)> findings = [];
        if (_results.Find(result => result.Certificates.Count > 0 && result.Error is null) is { } secured)
        {
            findings.Add(($"{Name}: certificate", Describe(secured.Certificates)));
        }

        findings.Add(($"{Name}: framing and size", DescribeFraming()));
        return findings;
    }

    private CheckFinding Describe(IReadOnlyList<ServerCertificate> chain)
    {
        ServerCertificate first = chain.MinBy(certificate => certificate.NotAfter)!;
        TimeSpan left = first.NotAfter - _timeProvider.GetUtcNow();
        string names = chain[0].Names.Count > 0 ? $", for {string.Join(", ", chain[0].Names)}" : "";
        string issuers = string.Join(", issued by ", chain.Select(certificate => certificate.Subject));
        int days = (int)Math.Floor(left.TotalDays);
        string end = string.Create(CultureInfo.InvariantCulture, $"{first.NotAfter:yyyy-MM-dd}, in {days} {(days == 1 ? "day" : "days")}");
        string text = $"{issuers}{names}. {(ReferenceEquals(first, chain[0]) ? "It" : first.Subject)} expires on {end}.";
        return left < RenewalTime ? CheckFinding.Warning(text, $"Renew the certificate {first.Subject} before then.") : CheckFinding.Passed(text);
    }

    private CheckFinding DescribeFraming()
    {
        string size = string.Create(CultureInfo.InvariantCulture, $"messages of at most {_message.MaxBytes} bytes");
        if (_server.Scheme is SyslogScheme.Relp or SyslogScheme.Relps)
        {
            string offers = _results.Find(result => result.Greeting.Length > 0)?.Greeting ?? "";
            return CheckFinding.Passed($"RELP, {size}. The server responds: {Shorten(offers)}");
        }

        return _server.Scheme == SyslogScheme.Udp
            ? CheckFinding.Passed($"One datagram for each message, {size}.")
            : CheckFinding.Passed(
                $"{_options.FrameBufferFraming}, {size}. A receiver does not show what it expects: compare this with its settings.");
    }

    private static string Shorten(string text) => text.Length <= MaxGreetingLength ? text : text[..MaxGreetingLength] + "...";
}

namespace SlsSyslog.Transports;

/// <summary>Counts what happened on the connections to one server. Safe for concurrent use.</summary>
internal sealed class ServerActivity(TimeProvider timeProvider)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _breaks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _failedConnects = new(StringComparer.Ordinal);
    private long _connects;
    private long _sentBytes;
    private DateTimeOffset? _certificateExpiresAt;
    private PeerCertificate? _peerCertificate;
    private (DateTimeOffset Time, string Message)? _lastError;

    public string? LastError
    {
        get
        {
            lock (_lock)
            {
                return _lastError?.Message;
            }
        }
    }

    public void AddSent(int bytes) => Interlocked.Add(ref _sentBytes, bytes);

    public void AddConnect(DateTimeOffset? certificateExpiresAt, PeerCertificate? peerCertificate)
    {
        lock (_lock)
        {
            _connects++;
            _certificateExpiresAt = certificateExpiresAt ?? _certificateExpiresAt;
            _peerCertificate = peerCertificate ?? _peerCertificate;
        }
    }

    public void AddFailedConnect(SyslogTransportException exception) => Add(_failedConnects, exception.ErrorType, exception.Message);

    public void AddBreak(string errorType, string message) => Add(_breaks, errorType, message);

    public ServerStatus Describe(ServerStatus status)
    {
        lock (_lock)
        {
            return status with
            {
                Connects = _connects,
                FailedConnects = new Dictionary<string, long>(_failedConnects),
                Breaks = new Dictionary<string, long>(_breaks),
                SentBytes = Interlocked.Read(ref _sentBytes),
                CertificateExpiresAt = _certificateExpiresAt,
                PeerCertificate = _peerCertificate,
                LastErrorAt = _lastError?.Time,
                LastError = _lastError?.Message,
            };
        }
    }

    private void Add(Dictionary<string, long> counts, string errorType, string message)
    {
        lock (_lock)
        {
            counts[errorType] = counts.GetValueOrDefault(errorType) + 1;
            _lastError = (timeProvider.GetUtcNow(), PlainText.Clean(message));
        }
    }
}

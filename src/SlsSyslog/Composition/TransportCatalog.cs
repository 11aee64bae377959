namespace SlsSyslog;

/// <summary>Finds the registered transports. The last registration of a scheme applies, as for services.</summary>
internal sealed class TransportCatalog(IEnumerable<TransportKind> kinds)
{
    private readonly TransportKind[] _kinds = [.. kinds.Reverse().DistinctBy(kind => kind.Scheme).Reverse()];

    public IReadOnlyList<TransportKind> All => _kinds;

    public TransportKind? Find(string scheme) => Array.Find(_kinds, kind => kind.Scheme == scheme);

    /// <summary>Returns the transport that options of this type configure.</summary>
    public TransportKind? Find(SyslogTransportOptions options) =>
        Find(options.Servers[0].Scheme) is { } kind && kind.CreateOptions().GetType() == options.GetType() ? kind : null;

    /// <summary>Returns the schemes whose options have a key.</summary>
    public IEnumerable<string> FindSchemes(string key) => _kinds
        .Where(kind => OptionsBinder.KeysOf(kind.CreateOptions()).Contains(key, StringComparer.OrdinalIgnoreCase))
        .Select(kind => kind.Scheme);
}

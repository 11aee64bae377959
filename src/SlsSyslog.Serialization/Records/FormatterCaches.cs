namespace SlsSyslog.Serialization;

/// <summary>Holds the caches of the formatters of one table. Formatters are shared by threads; a table is used by one thread at a time.</summary>
internal sealed class FormatterCaches
{
    // A route has an envelope, a body and a few elements. The limit protects the memory of applications that create formatters continually.
    private const int MaxCaches = 32;

    private FormatterCache[] _caches = [];

    public ReadOnlySpan<FormatterCache> All => _caches;

    /// <summary>Gets the cache of a formatter, and creates it at the first call.</summary>
    public FormatterCache Get(object owner, bool escapesBidi)
    {
        foreach (FormatterCache cache in _caches)
        {
            if (ReferenceEquals(cache.Owner, owner) && cache.EscapesBidi == escapesBidi)
            {
                return cache;
            }
        }

        return Add(owner, escapesBidi);
    }

    private FormatterCache Add(object owner, bool escapesBidi)
    {
        FormatterCache added = new(owner, escapesBidi);
        _caches = _caches.Length < MaxCaches ? [.. _caches, added] : [.. _caches[1..], added];
        return added;
    }
}

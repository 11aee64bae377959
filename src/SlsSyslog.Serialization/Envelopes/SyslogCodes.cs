using System.Collections.Frozen;

namespace SlsSyslog.Serialization;

/// <summary>Maps the names of facilities and severities, including common aliases and numbers, to codes. Case is ignored.</summary>
internal sealed class SyslogCodes
{
    private const int MaxWordLength = 32;

    private readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _words;

    private SyslogCodes(IEnumerable<KeyValuePair<string, int>> words) =>
        _words = words.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    public static SyslogCodes Facilities { get; } = new(WithNumbers(
        "kern kernel", "user", "mail", "daemon", "auth security", "syslog", "lpr", "news", "uucp", "cron", "authpriv", "ftp", "ntp",
        "audit logaudit", "alert logalert", "clock", "local0", "local1", "local2", "local3", "local4", "local5", "local6", "local7"));

    /// <summary>
    /// Gets the names of severities: those of syslog and of common logging libraries, the levels of SLS alerts (high to report-only), and
    /// levels of Alibaba Security Center (serious, suspicious, remind).
    /// </summary>
    public static SyslogCodes Severities { get; } = new(WithNumbers(
        "emerg emergency panic",
        "alert",
        "crit critical fatal serious",
        "err error severe high",
        "warning warn medium suspicious",
        "notice low remind",
        "info information informational report-only",
        "debug trace verbose"));

    /// <summary>Returns a copy with additional words, which replace known words.</summary>
    public SyslogCodes With(IEnumerable<KeyValuePair<string, int>> words)
    {
        Dictionary<string, int> all = new(_words.Dictionary, StringComparer.OrdinalIgnoreCase);
        foreach ((string word, int code) in words)
        {
            all[word] = code;
        }

        return new SyslogCodes(all);
    }

    public bool TryGet(ReadOnlySpan<char> word, out int code) => _words.TryGetValue(word.Trim(), out code);

    public bool TryGet(scoped ReadOnlySpan<byte> word, out int code)
    {
        code = 0;
        if (word.IsEmpty || word.Length > MaxWordLength)
        {
            return false;
        }

        Span<char> text = stackalloc char[MaxWordLength];
        return TryGet(text[..Encoding.UTF8.GetChars(word, text)], out code);
    }

    private static IEnumerable<KeyValuePair<string, int>> WithNumbers(params string[] words)
    {
        for (int code = 0; code < words.Length; code++)
        {
            yield return new(code.ToString(CultureInfo.InvariantCulture), code);
            foreach (string word in words[code].Split(' '))
            {
                yield return new(word, code);
            }
        }
    }
}

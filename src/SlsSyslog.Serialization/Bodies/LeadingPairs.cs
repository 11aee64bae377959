namespace SlsSyslog.Serialization;

/// <summary>Writes the pairs that precede the fields of a record: the time in milliseconds, and pairs from templates.</summary>
internal sealed class LeadingPairs
{
    private const long LastSecond = long.MaxValue / 1000 - 1;
    private const int MaxDigits = 20;

    private readonly PairWriter _pairs;
    private readonly (PairKey Key, SyslogTemplate Value)[] _templates;
    private readonly PairKey? _time;

    private LeadingPairs(PairWriter pairs, (PairKey Key, SyslogTemplate)[] templates, PairKey? time)
    {
        PairKey[] keys = [.. templates.Select(pair => pair.Key), .. time is null ? [] : (PairKey[])[time]];
        Keys = Array.ConvertAll(keys, key => GetWrittenName(key, pairs.Layout));
        _pairs = pairs;
        _templates = templates;
        _time = time;
    }

    /// <summary>Gets the keys as they are written. No field of a log has one of them.</summary>
    public string[] Keys { get; }

    public static LeadingPairs Compile(PairLayout layout, string timeKey, IDictionary<string, string> templates) => new(
        new(layout, FieldRules.All, marksTruncation: false),
        [.. templates.Select(pair => (CompileKey(pair.Key, layout), SyslogTemplate.Parse(pair.Value)))],
        string.IsNullOrEmpty(timeKey) ? null : CompileKey(timeKey, layout));

    /// <summary>Adds an error for each key that is written like an earlier one. The case of letters is ignored, as some receivers do.</summary>
    public static void CheckKeys(
        PairLayout layout, IEnumerable<(string? Key, string Path)> own, IEnumerable<string> templates, string path, OptionErrors errors)
    {
        Dictionary<string, string> written = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string? key, string keyPath) in own.Concat(templates.Select(key => ((string?)key, $"{path}:{key}"))))
        {
            string name = string.IsNullOrEmpty(key) ? "" : GetWrittenName(CompileKey(key, layout), layout);
            if (name.Length > 0 && !written.TryAdd(name, key!))
            {
                errors.Add(keyPath, $"The key '{key}' is written as '{name}', like the key '{written[name]}'.", "Specify another key.");
            }
        }
    }

    public static PairKey CompileKey(string key, PairLayout layout)
    {
        PairKey compiled = new();
        compiled.Compile(default, Encoding.UTF8.GetBytes(key), layout, FieldRules.All, escapesBidi: false);
        return compiled;
    }

    private static string GetWrittenName(PairKey key, PairLayout layout) =>
        Encoding.UTF8.GetString(key.Text[layout.Open.Length..^layout.Middle.Length]);

    public void Write(scoped LogRecord record, ref SyslogWriter writer)
    {
        (long seconds, int nanoseconds) = record.EventTime;
        if (_time is not null && seconds is >= 0 and < LastSecond)
        {
            WriteNumber(_time, (seconds * 1000) + (nanoseconds / 1_000_000), ref writer);
        }

        foreach ((PairKey key, SyslogTemplate template) in _templates)
        {
            SyslogWriter start = writer;
            writer.WriteLiteral(key.Text);
            bool isKeyComplete = !writer.IsTruncated;
            int beforeValue = writer.BytesWritten;
            template.Write(record, _pairs.Layout.ValueEscapes, ref writer);
            if (!isKeyComplete || writer.BytesWritten == beforeValue)
            {
                bool isFull = writer.IsTruncated;
                writer = start;
                if (isFull)
                {
                    writer.Truncate();
                    return;
                }
            }
        }
    }

    public void WriteNumber(PairKey key, long value, ref SyslogWriter writer)
    {
        if (key.Text.Length + MaxDigits + _pairs.Layout.Close.Length <= writer.Room && !_pairs.Layout.WritesNumbersUnquoted)
        {
            writer.WriteLiteral(key.Text);
            writer.CountSanitized(key.SanitizedCount);
            writer.Write(value);
            writer.WriteLiteral(_pairs.Layout.Close);
            return;
        }

        Span<byte> digits = stackalloc byte[MaxDigits];
        value.TryFormat(digits, out int length);
        _pairs.TryWritePair(key, digits, length, ref writer);
    }
}

namespace SlsSyslog.Testing;

/// <summary>Represents the decoded query of a request: percent escapes and <c>+</c> as a space. A key without <c>=</c> has an empty value.</summary>
internal sealed class QueryString
{
    private readonly List<KeyValuePair<string, string>> _pairs;

    public QueryString(IEnumerable<KeyValuePair<string, string>> pairs) => _pairs = [.. pairs];

    public IReadOnlyList<KeyValuePair<string, string>> Pairs => _pairs;

    /// <summary>Gets the first value of a key, or <see langword="null"/>.</summary>
    public string? this[string key] => _pairs.Where(pair => pair.Key == key).Select(pair => pair.Value).FirstOrDefault();

    public static QueryString Parse(string encoded) => new(
        encoded.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(part =>
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            return equals < 0
                ? KeyValuePair.Create(Decode(part), "")
                : KeyValuePair.Create(Decode(part[..equals]), Decode(part[(equals + 1)..]));
        }));

    /// <exception cref="EmulatorException">The escaped bytes are not UTF-8, or an escape is not valid.</exception>
    private static string Decode(string text)
    {
        List<byte> bytes = new(text.Length);
        for (int index = 0; index < text.Length; index++)
        {
            if (text[index] != '%')
            {
                bytes.Add(text[index] == '+' ? (byte)' ' : (byte)text[index]);
                continue;
            }

            if (index + 2 >= text.Length
                || !byte.TryParse(text.AsSpan(index + 1, 2), System.Globalization.NumberStyles.AllowHexSpecifier, null, out byte value))
            {
                throw EmulatorException.ParameterInvalid($"'{text}' has an invalid percent-encoded character");
            }

            bytes.Add(value);
            index += 2;
        }

        try
        {
            return StrictUtf8.GetString([.. bytes]);
        }
        catch (DecoderFallbackException)
        {
            throw EmulatorException.ParameterInvalid($"'{text}' is not UTF-8");
        }
    }

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
}

namespace SlsSyslog.Serialization;

/// <summary>Specifies how a grammar writes a pair: Open key Middle value Close.</summary>
internal sealed class PairLayout
{
    /// <summary>The length of an underscore and the digits of an int.</summary>
    public const int MaxSuffixLength = 11;

    public PairLayout(
        ReadOnlySpan<byte> open, ReadOnlySpan<byte> middle, ReadOnlySpan<byte> close, KeyStyle keyStyle, EscapeSet keyEscapes, EscapeSet valueEscapes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(close.Length, VectorCopy.Width);
        Open = open.ToArray();
        Middle = middle.ToArray();
        Close = close.ToArray();
        Span<byte> wide = stackalloc byte[VectorCopy.Width];
        close.CopyTo(wide);
        CloseVector = Vector256.Create<byte>(wide);
        KeyStyle = keyStyle;
        KeyEscapes = keyEscapes;
        ValueEscapes = valueEscapes;
    }

    public byte[] Open { get; }

    public byte[] Middle { get; }

    public byte[] Close { get; }

    public Vector256<byte> CloseVector { get; }

    public KeyStyle KeyStyle { get; }

    public EscapeSet KeyEscapes { get; }

    public EscapeSet ValueEscapes { get; }

    /// <summary>Gets a value that specifies how pairs with the same name are written.</summary>
    public NameRepeats Repeats { get; init; }

    /// <summary>Gets whether names that differ only in ASCII case are equal, as for some receivers; not for JSON and the sample.</summary>
    public bool FoldsCase => Repeats == NameRepeats.Numbered && !WritesJson;

    /// <summary>Gets a value that indicates whether JSON numbers are written without quotation marks.</summary>
    public bool WritesNumbersUnquoted { get; init; }

    /// <summary>Creates the same layout in which repeated names get a number.</summary>
    public PairLayout WithNumberedNames() => Repeats == NameRepeats.Numbered
        ? this
        : new(Open, Middle, Close, KeyStyle, KeyEscapes, ValueEscapes) { WritesNumbersUnquoted = WritesNumbersUnquoted, WritesJson = WritesJson };

    /// <summary>Gets a value that indicates whether JSON in fields can be written in place of its text.</summary>
    public bool WritesJson { get; init; }

    /// <summary>Gets a value that indicates whether values can be cut. In structured data, a pair whose value does not fit is omitted.</summary>
    public bool CutsValues => KeyStyle != KeyStyle.SdName;

    /// <summary>Formats the suffix of a repeated name: <c>_2</c>.</summary>
    public static ReadOnlySpan<byte> FormatSuffix(int number, Span<byte> target)
    {
        target[0] = (byte)'_';
        number.TryFormat(target[1..], out int digits, provider: CultureInfo.InvariantCulture);
        return target[..(digits + 1)];
    }

    /// <summary>Gets the part of a name that leaves room for a suffix.</summary>
    public ReadOnlySpan<byte> GetStem(ReadOnlySpan<byte> name) =>
        KeyStyle == KeyStyle.SdName && name.Length > KeySanitizer.MaxSdNameLength - MaxSuffixLength
            ? name[..(KeySanitizer.MaxSdNameLength - MaxSuffixLength)]
            : name;
}

namespace SlsSyslog.Serialization;

/// <summary>Represents a known key: its text in the grammar of the body, with the constants around it, and the rules for its value.</summary>
internal sealed class PairKey
{
    /// <summary>Longer keys are not cached.</summary>
    public const int MaxNameLength = 2 * VectorCopy.Width;
    /// <summary>Longer texts do not use the fast path.</summary>
    public const int MaxFastTextLength = 3 * VectorCopy.Width;

    private byte[] _text = new byte[MaxFastTextLength + VectorCopy.Width];
    private byte[] _name = new byte[MaxNameLength];

    public ReadOnlySpan<byte> Name => _name.AsSpan(0, NameLength);

    public int NameLength { get; private set; }

    /// <summary>Gets the name as one vector. Most names fit; for others, <see cref="ShortNameLength"/> is -1.</summary>
    public Vector256<byte> NameVector { get; private set; }

    public int ShortNameLength { get; private set; } = -1;

    /// <summary>Gets one bit for each byte of a name that fits into one vector.</summary>
    public uint NameMask { get; private set; }

    /// <summary>Gets the buffer of Open, key and Middle, with room for whole vectors.</summary>
    public byte[] TextBuffer => _text;

    public Vector256<byte> TextVector { get; private set; }

    public int TextLength { get; private set; }

    public ReadOnlySpan<byte> Text => _text.AsSpan(0, TextLength);

    /// <summary>Gets the length of the pair without its value, if the pair needs nothing but copying; otherwise more than any room.</summary>
    public int FastLength { get; private set; }

    public int SanitizedCount { get; private set; }

    public bool IsExcluded { get; private set; }

    /// <summary>Gets a value that indicates whether the key alone is longer than the message can be.</summary>
    public bool IsTooLong { get; private set; }

    public FieldMask? Mask { get; private set; }

    /// <summary>Gets a value that indicates whether options give the pair its name.</summary>
    public bool IsRenamed { get; private set; }

    /// <summary>Gets a hash of the written name. Equal names have equal hashes.</summary>
    public uint NameHash { get; private set; }

    public void Compile(
        scoped ReadOnlySpan<byte> prefix,
        scoped ReadOnlySpan<byte> name,
        PairLayout layout,
        FieldRules rules,
        bool escapesBidi,
        int room = MaxNameLength,
        bool isGroupName = false)
    {
        NameLength = prefix.Length + name.Length;
        if (NameLength <= MaxNameLength)
        {
            prefix.CopyTo(_name);
            name.CopyTo(_name.AsSpan(prefix.Length));
            NameVector = Vector256.Create<byte>(_name);
            ShortNameLength = NameLength <= VectorCopy.Width ? NameLength : -1;
            NameMask = ShortNameLength < 0 ? 0 : (uint)((1UL << ShortNameLength) - 1);
        }

        IsExcluded = !rules.Includes(prefix, name);
        Mask = rules.FindMask(prefix, name);
        IsRenamed = rules.TryRename(prefix, name, isGroupName, out ReadOnlySpan<byte> newName);
        IsTooLong = !IsRenamed && layout.KeyStyle != KeyStyle.SdName && NameLength > Math.Max(room, MaxNameLength);
        if (IsTooLong)
        {
            // Rendering never shortens a key, so it is not needed.
            TextLength = SanitizedCount = 0;
            FastLength = int.MaxValue;
            return;
        }

        Render(IsRenamed ? default : prefix, IsRenamed ? newName : name, layout, rules, escapesBidi, isGroupName);
        TextVector = Vector256.Create<byte>(_text);
        bool isFast = !IsExcluded && Mask is null && SanitizedCount == 0 && TextLength <= MaxFastTextLength;
        FastLength = isFast ? TextLength + layout.Close.Length : int.MaxValue;
    }

    private void Render(
        scoped ReadOnlySpan<byte> prefix, scoped ReadOnlySpan<byte> name, PairLayout layout, FieldRules rules, bool escapesBidi, bool isGroupName)
    {
        int longest = layout.Open.Length + ((prefix.Length + name.Length) * EscapeSet.MaxEscapeLength)
            + rules.ReservedCount + layout.Middle.Length;
        if (_text.Length < longest + SyslogWriter.Slack)
        {
            _text = new byte[longest + SyslogWriter.Slack];
        }

        SyslogWriter writer = new(_text, _text.Length - SyslogWriter.Slack) { EscapesBidi = escapesBidi };
        writer.WriteLiteral(layout.Open);
        if (layout.KeyStyle == KeyStyle.Text)
        {
            writer.Write(prefix, prefix.Length, layout.KeyEscapes);
            writer.Write(name, name.Length, layout.KeyEscapes);
        }
        else
        {
            KeySanitizer.Write(prefix, name, layout.KeyStyle, ref writer);
        }

        while (rules.IsReserved(_text.AsSpan(layout.Open.Length..writer.BytesWritten), default, isGroupName))
        {
            writer.WriteLiteral("_"u8);
        }

        NameHash = HashName(_text.AsSpan(layout.Open.Length..writer.BytesWritten), layout.FoldsCase);
        writer.WriteLiteral(layout.Middle);
        TextLength = writer.BytesWritten;
        SanitizedCount = writer.SanitizedCount;
    }

    // Another name with the same hash only costs time.
    private static uint HashName(scoped ReadOnlySpan<byte> name, bool foldsCase)
    {
        ulong hash = 0;
        foreach (byte letter in name)
        {
            hash = (hash ^ (foldsCase ? NameIndex.Lower(letter) : letter)) * 0x9E37_79B9_7F4A_7C15;
            hash ^= hash >> 32;
        }

        return (uint)hash;
    }
}

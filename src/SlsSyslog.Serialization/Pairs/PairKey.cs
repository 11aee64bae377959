using System.Runtime.Intrinsics;

namespace SlsSyslog.Serialization;

/// <summary>
/// Represents a known key: its text in the grammar of the body, with the constants around it, and the rules for its value.
/// </summary>
internal sealed class PairKey
{
    /// <summary>Longer keys are not cached.</summary>
    public const int MaxNameLength = 2 * VectorCopy.Width;
    /// <summary>Longer texts do not use the fast path.</summary>
    public const int MaxFastTextLength = 3 * VectorCopy.Width;

    private byte[] _text = new byte[MaxFastTextLength + VectorCopy.Width];
    private byte[] _name = new byte[MaxNameLength];

    /// <summary>Gets the original name.</summary>
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

    /// <summary>
    /// Gets the length of the pair without its value, if the pair needs nothing but copying; otherwise more than any room.
    /// </summary>
    public int FastLength { get; private set; }

    public int SanitizedCount { get; private set; }

    public bool IsExcluded { get; private set; }

    /// <summary>Gets a value that indicates whether the key alone is longer than the message can be.</summary>
    public bool IsTooLong { get; private set; }

    public FieldMask? Mask { get; private set; }

    /// <summary>Gets or sets the number of the record that last contained the key.</summary>
    public long Stamp { get; set; }

    /// <summary>
    /// Gets a bit for names that another name could become equal to by renaming or sanitizing: see <see cref="RepeatedNames"/>.
    /// </summary>
    public ulong RepeatBit { get; private set; }

    public void Compile(
        scoped ReadOnlySpan<byte> prefix,
        scoped ReadOnlySpan<byte> name,
        PairLayout layout,
        FieldRules rules,
        RepeatedNames repeated,
        bool escapesBidi,
        int room = MaxNameLength)
    {
        Stamp = 0;
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
        bool isRenamed = rules.TryRename(prefix, name, out ReadOnlySpan<byte> newName);
        IsTooLong = !isRenamed && layout.KeyStyle != KeyStyle.SdName && NameLength > Math.Max(room, MaxNameLength);
        if (IsTooLong)
        {
            // Rendering never shortens a key, so it is not needed.
            TextLength = SanitizedCount = 0;
            FastLength = int.MaxValue;
            return;
        }

        Render(isRenamed ? default : prefix, isRenamed ? newName : name, layout, rules, escapesBidi);
        RepeatBit = repeated.FindBit(isRenamed ? default : prefix, isRenamed ? newName : name, SanitizedCount > 0);
        TextVector = Vector256.Create<byte>(_text);
        bool isFast = !IsExcluded && Mask is null && SanitizedCount == 0 && TextLength <= MaxFastTextLength;
        FastLength = isFast ? TextLength + layout.Close.Length : int.MaxValue;
    }

    private void Render(
        scoped ReadOnlySpan<byte> prefix, scoped ReadOnlySpan<byte> name, PairLayout layout, FieldRules rules, bool escapesBidi)
    {
        // With one byte for the underscore after a reserved name.
        int longest = layout.Open.Length + ((prefix.Length + name.Length) * EscapeSet.MaxEscapeLength) + 1 + layout.Middle.Length;
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

        if (rules.IsReserved(_text.AsSpan(layout.Open.Length..writer.BytesWritten)))
        {
            writer.WriteLiteral("_"u8);
        }

        writer.WriteLiteral(layout.Middle);
        TextLength = writer.BytesWritten;
        SanitizedCount = writer.SanitizedCount;
    }
}

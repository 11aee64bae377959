using System.Runtime.Intrinsics;

namespace SlsSyslog.Serialization;

// A key that was met before, with all that is known about it: its text in the body's grammar with what stands before and
// behind it, and the rules for its value.
internal sealed class PairKey
{
    // Longer keys are not worth a place in the cache, longer texts not the fast path.
    public const int LongestName = 2 * VectorCopy.Width;
    public const int LongestFastText = 3 * VectorCopy.Width;

    private byte[] _text = new byte[LongestFastText + VectorCopy.Width];
    private byte[] _name = new byte[LongestName];

    // The name as it came.
    public ReadOnlySpan<byte> Name => _name.AsSpan(0, NameLength);

    public int NameLength { get; private set; }

    // Names of up to one vector, which most are: the name, its length, and a bit for each of its bytes. Else the length is -1.
    public Vector256<byte> NameVector { get; private set; }

    public int ShortNameLength { get; private set; } = -1;

    public uint NameMask { get; private set; }

    // Open key Middle, in room for whole vectors.
    public byte[] TextBuffer => _text;

    public Vector256<byte> TextVector { get; private set; }

    public int TextLength { get; private set; }

    public ReadOnlySpan<byte> Text => _text.AsSpan(0, TextLength);

    // What the pair takes beside its value, when copying the text and a plain value is all there is to do; else more than any room.
    public int FastLength { get; private set; }

    public int SanitizedCount { get; private set; }

    public bool IsLeftOut { get; private set; }

    // Whether the key alone is longer than the message can be.
    public bool IsTooLong { get; private set; }

    public FieldMask? Mask { get; private set; }

    // The record in which the key was met last.
    public long Stamp { get; set; }

    // Set for names that another name could become equal to, by renaming or repair; see RepeatedNames.
    public ulong RepeatBit { get; private set; }

    public void Learn(
        scoped ReadOnlySpan<byte> prefix,
        scoped ReadOnlySpan<byte> name,
        PairLayout layout,
        FieldRules rules,
        RepeatedNames repeated,
        bool escapesBidi,
        int room = LongestName)
    {
        Stamp = 0;
        NameLength = prefix.Length + name.Length;
        if (NameLength <= LongestName)
        {
            prefix.CopyTo(_name);
            name.CopyTo(_name.AsSpan(prefix.Length));
            NameVector = Vector256.Create<byte>(_name);
            ShortNameLength = NameLength <= VectorCopy.Width ? NameLength : -1;
            NameMask = ShortNameLength < 0 ? 0 : (uint)((1UL << ShortNameLength) - 1);
        }

        IsLeftOut = !rules.Includes(prefix, name);
        Mask = rules.FindMask(prefix, name);
        bool isRenamed = rules.TryRename(prefix, name, out ReadOnlySpan<byte> newName);
        IsTooLong = !isRenamed && layout.KeyStyle != KeyStyle.SdName && NameLength > Math.Max(room, LongestName);
        if (IsTooLong)
        {
            // Not worth rendering: no key becomes shorter by that.
            TextLength = SanitizedCount = 0;
            FastLength = int.MaxValue;
            return;
        }

        Render(isRenamed ? default : prefix, isRenamed ? newName : name, layout, escapesBidi);
        RepeatBit = repeated.FindBit(isRenamed ? default : prefix, isRenamed ? newName : name, SanitizedCount > 0);
        TextVector = Vector256.Create<byte>(_text);
        bool isFast = !IsLeftOut && Mask is null && SanitizedCount == 0 && TextLength <= LongestFastText;
        FastLength = isFast ? TextLength + layout.Close.Length : int.MaxValue;
    }

    private void Render(scoped ReadOnlySpan<byte> prefix, scoped ReadOnlySpan<byte> name, PairLayout layout, bool escapesBidi)
    {
        int longest = layout.Open.Length + ((prefix.Length + name.Length) * EscapeSet.LongestEscape) + layout.Middle.Length;
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

        writer.WriteLiteral(layout.Middle);
        TextLength = writer.BytesWritten;
        SanitizedCount = writer.SanitizedCount;
    }
}

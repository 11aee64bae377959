using System.Text.Unicode;

namespace SlsSyslog.Serialization;

/// <summary>
/// Decides which members of a JSON text are written: the first one of each key in an object, and those that the rules for fields do not exclude.
/// Rules use the dotted names of the members.
/// </summary>
internal sealed class JsonMemberRules
{
    private const int IdLength = sizeof(int);

    private readonly RecordNames _keys = new();
    private byte[] _room = new byte[1024];
    private byte[] _path = new byte[256];
    private FieldRules? _rules;
    private int _keysLength;

    // The key of the text that follows the last field within the limits, with underscores for objects that have such a key.
    private static ReadOnlySpan<byte> RestKeys => "__rest__________"u8;

    /// <summary>Starts a text. Returns the length of the dotted name.</summary>
    public int Begin(scoped ReadOnlySpan<byte> name, FieldRules? rules)
    {
        _rules = rules;
        _keysLength = 0;
        _keys.Clear();
        int length = 0;
        SetPath(ref length, name);
        return length;
    }

    /// <summary>Adds a member to its object. Returns false when the object already has the key, or the rules exclude it.</summary>
    public bool TryAdd(scoped ReadOnlySpan<byte> key, int container, ref int nameLength, out FieldMask? mask, out bool isExcluded)
    {
        // A sanitized text is at most three times as long.
        int start = _keysLength;
        Span<byte> room = GetRoom(IdLength + (4 * key.Length));
        BitConverter.TryWriteBytes(room, container);
        Span<byte> name = room[IdLength..];
        int length = JsonText.Unescape(key, name);
        if (!Utf8.IsValid(name[..length]))
        {
            Span<byte> sanitized = name[length..];
            int sanitizedLength = Sanitize(name[..length], sanitized);
            sanitized[..sanitizedLength].CopyTo(name);
            length = sanitizedLength;
        }

        name = name[..length];
        mask = null;
        isExcluded = false;
        if (!_keys.TryAdd(_room, start, IdLength + length))
        {
            return false;
        }

        _keysLength = start + IdLength + length;
        SetPath(ref nameLength, name);
        mask = FindMask(nameLength);
        isExcluded = Excludes(nameLength);
        return !isExcluded;
    }

    /// <summary>Finds a key for the rest of an object. The result is empty when the object has all of them.</summary>
    public ReadOnlySpan<byte> FindRestKey(int container)
    {
        for (int length = 8; length <= RestKeys.Length; length++)
        {
            Span<byte> room = GetRoom(IdLength + length);
            BitConverter.TryWriteBytes(room, container);
            RestKeys[..length].CopyTo(room[IdLength..]);
            if (_keys.TryAdd(_room, _keysLength, IdLength + length))
            {
                return RestKeys[..length];
            }
        }

        return default;
    }

    public void AddIndex(ref int nameLength, int index)
    {
        Span<byte> digits = stackalloc byte[10];
        index.TryFormat(digits, out int length, provider: CultureInfo.InvariantCulture);
        SetPath(ref nameLength, digits[..length]);
    }

    public bool Excludes(int nameLength) => _rules is not null && _rules.Excludes(_path.AsSpan(0, nameLength));

    public FieldMask? FindMask(int nameLength) => _rules?.FindMask(default, _path.AsSpan(0, nameLength));

    /// <summary>Gets room for bytes. Valid until the next call.</summary>
    public Span<byte> GetRoom(int length)
    {
        if (_room.Length - _keysLength < length)
        {
            Array.Resize(ref _room, Math.Max(_keysLength + length, 2 * _room.Length));
        }

        return _room.AsSpan(_keysLength);
    }

    private static int Sanitize(scoped ReadOnlySpan<byte> source, scoped Span<byte> target)
    {
        int written = 0;
        while (!source.IsEmpty)
        {
            Rune.DecodeFromUtf8(source, out Rune rune, out int length);
            written += rune.EncodeToUtf8(target[written..]);
            source = source[length..];
        }

        return written;
    }

    // The dotted name matters only for rules.
    private void SetPath(ref int nameLength, scoped ReadOnlySpan<byte> name)
    {
        if (_rules is null)
        {
            return;
        }

        int start = nameLength == 0 ? 0 : nameLength + 1;
        if (_path.Length < start + name.Length)
        {
            Array.Resize(ref _path, 2 * (start + name.Length));
        }

        if (start > 0)
        {
            _path[nameLength] = (byte)'.';
        }

        name.CopyTo(_path.AsSpan(start));
        nameLength = start + name.Length;
    }
}

namespace SlsSyslog.Serialization;

/// <summary>Represents a known key below another one in JSON, with its dotted name.</summary>
internal sealed class PathNode
{
    /// <summary>Longer keys are not known between records: a key and its quotation mark fit into one vector.</summary>
    public const int MaxKeyLength = VectorCopy.Width - 1;

    /// <summary>Gets the key above; <see langword="null"/> for the field that contains the JSON.</summary>
    public PathNode? Parent { get; private set; }

    public PathName Name { get; private set; } = null!;

    public int KeyLength { get; private set; }

    public int Hash { get; private set; }

    /// <summary>Gets the key and the quotation mark after it.</summary>
    public Vector256<byte> KeyVector { get; private set; }

    public uint KeyMask { get; private set; }

    /// <summary>Gets the properties of the text of the key.</summary>
    public JsonMarks Marks { get; private set; }

    /// <summary>Gets or sets the number of the record that last contained the key.</summary>
    public long Stamp { get; set; }

    /// <summary>Gets or sets the key that followed this one last time, in the order of the text.</summary>
    public PathNode? Next { get; set; }

    /// <summary>Gets or sets the key that followed this one before that.</summary>
    public PathNode? OtherNext { get; set; }

    /// <summary>Determines whether a text begins with the key and a quotation mark.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsAt(Vector256<byte> text) => (~Vector256.Equals(text, KeyVector).ExtractMostSignificantBits() & KeyMask) == 0;

    public void Set(PathNode? parent, scoped ReadOnlySpan<byte> key, int hash, PathName name)
    {
        Span<byte> text = stackalloc byte[VectorCopy.Width];
        key.CopyTo(text);
        text[key.Length] = (byte)'"';
        (Parent, Name, Hash, KeyLength, Stamp) = (parent, name, hash, key.Length, 0);
        (Next, OtherNext) = (null, null);
        KeyVector = Vector256.Create<byte>(text);
        KeyMask = (uint)((1UL << (key.Length + 1)) - 1);
        Marks = key.ContainsAnyExceptInRange((byte)0x20, (byte)0x7E) ? JsonMarks.NeedsSanitizing : JsonMarks.None;
    }
}

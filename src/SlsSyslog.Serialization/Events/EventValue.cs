namespace SlsSyslog.Serialization;

/// <summary>Specifies where the value of a name is. The default is an absent value.</summary>
internal readonly struct EventValue(ValueStore store, int offset, int length, byte source = 0, bool isVersion6 = false)
{
    public ValueStore Store { get; } = store;

    public int Offset { get; } = offset;

    public int Length { get; } = length;

    /// <summary>Gets the index of the field, in the list of the profile, that the value comes from.</summary>
    public byte Source { get; } = source;

    public bool IsVersion6 { get; } = isVersion6;

    public bool IsPresent => Store != ValueStore.None;

    /// <summary>Creates the value of a field or of the group; absent when it stands for nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EventValue Create(scoped ReadOnlySpan<byte> block, int offset, int length) =>
        length <= 4 && AbsentValue.Is(block.Slice(offset, length)) ? default : new(ValueStore.Record, offset, length);
}

namespace SlsSyslog.Testing;

/// <summary>Represents the body of a response to a pull: LogGroups as one LogGroupList, compressed or not.</summary>
internal sealed record PullBlock(ReadOnlyMemory<byte> Body, int RawSize, int GroupCount)
{
    public static PullBlock Empty { get; } = new(default, 0, 0);

    public static PullBlock Create(IReadOnlyList<ReadOnlyMemory<byte>> groups, BlockEncoding encoding)
    {
        using MemoryStream list = new(groups.Sum(group => LogGroupWriter.ListEntryLength(group.Length)));
        foreach (ReadOnlyMemory<byte> group in groups)
        {
            LogGroupWriter.WriteListEntry(list, group.Span);
        }

        Memory<byte> raw = list.GetBuffer().AsMemory(0, (int)list.Length);
        return new PullBlock(encoding == BlockEncoding.Plain ? raw : BlockCodec.Compress(raw, encoding), raw.Length, groups.Count);
    }
}

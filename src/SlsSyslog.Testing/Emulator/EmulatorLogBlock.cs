namespace SlsSyslog.Testing;

/// <summary>
/// LogGroups encoded and compressed once, to be appended many times: pulls that begin with it are answered with the block as it is. Feeds
/// benchmarks without costing them the server's compression.
/// </summary>
public sealed class EmulatorLogBlock
{
    private EmulatorLogBlock(IReadOnlyList<ReadOnlyMemory<byte>> groups, PullBlock answer)
    {
        Groups = groups;
        Answer = answer;
    }

    /// <summary>How many LogGroups it holds.</summary>
    public int GroupCount => Groups.Count;

    /// <summary>Its size as an answer to a pull, before compression, in bytes.</summary>
    public int RawBytes => Answer.RawSize;

    /// <summary>Its size as an answer to a pull, compressed with LZ4, in bytes.</summary>
    public int CompressedBytes => Answer.Body.Length;

    internal IReadOnlyList<ReadOnlyMemory<byte>> Groups { get; }

    internal PullBlock Answer { get; }

    /// <summary>Encodes and compresses LogGroups.</summary>
    /// <param name="groups">1 to 1000 groups, as many as one pull may return.</param>
    /// <returns>The block.</returns>
    public static EmulatorLogBlock Create(IReadOnlyList<EmulatorLogGroup> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentOutOfRangeException.ThrowIfZero(groups.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(groups.Count, 1000);
        ReadOnlyMemory<byte>[] encoded = [.. groups.Select(group => new ReadOnlyMemory<byte>(group.Encode()))];
        return new EmulatorLogBlock(encoded, PullBlock.Create(encoded, BlockEncoding.Lz4));
    }
}

namespace SlsSyslog.Testing;

/// <summary>
/// Represents LogGroups that are encoded and compressed once and can be appended many times. A pull that starts with the block returns it
/// unchanged, so that benchmarks do not measure the compression of the server.
/// </summary>
public sealed class EmulatorLogBlock
{
    private EmulatorLogBlock(IReadOnlyList<ReadOnlyMemory<byte>> groups, PullBlock answer)
    {
        Groups = groups;
        Answer = answer;
    }

    /// <summary>Gets the number of LogGroups.</summary>
    public int GroupCount => Groups.Count;

    /// <summary>Gets the uncompressed size of the response to a pull of the block, in bytes.</summary>
    public int RawBytes => Answer.RawSize;

    /// <summary>Gets the size of the response to a pull of the block, compressed with LZ4, in bytes.</summary>
    public int CompressedBytes => Answer.Body.Length;

    internal IReadOnlyList<ReadOnlyMemory<byte>> Groups { get; }

    internal PullBlock Answer { get; }

    /// <summary>Encodes and compresses LogGroups.</summary>
    /// <param name="groups">The groups, from 1 to 1000, which is the limit of one pull.</param>
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

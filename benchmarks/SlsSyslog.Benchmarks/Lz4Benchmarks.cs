using BenchmarkDotNet.Attributes;
using K4os.Compression.LZ4;
using SlsSyslog.ConsumerGroups;
using SlsSyslog.EndToEnd;

namespace SlsSyslog.Benchmarks;

/// <summary>
/// A block of 4 MB of raw log decompressed, in records of 868 bytes. The floor copies as many bytes as there are after decompression.
/// </summary>
public class Lz4Benchmarks
{
    /// <summary>The number of records of the block.</summary>
    public const int Records = 5000;

    private const int GroupLogs = 1000;
    private readonly byte[] _compressed;
    private readonly byte[] _raw;
    private readonly byte[] _target;
    private readonly Liblz4? _library = Liblz4.Find();

    public Lz4Benchmarks()
    {
        DataShape shape = new(DataKind.Audit, 868, 12, GroupLogs);
        _raw = [.. Enumerable.Range(0, Records / GroupLogs).SelectMany(group => LogBlocks.MakeGroup(shape, group).Encode())];
        _target = new byte[_raw.Length + Lz4Block.Slack];
        byte[] compressed = new byte[LZ4Codec.MaximumOutputSize(_raw.Length)];
        _compressed = compressed[..LZ4Codec.Encode(_raw, compressed)];
    }

    public int RawBytes => _raw.Length / Records;

    public bool HasLibrary => _library is not null;

    [Benchmark(Baseline = true, OperationsPerInvoke = Records)]
    public int Floor()
    {
        _raw.CopyTo(_target, 0);
        return _raw.Length;
    }

    [Benchmark(OperationsPerInvoke = Records)]
    public int Decode()
    {
        Lz4Block.Decode(_compressed, _target, _raw.Length);
        return _raw.Length;
    }

    [Benchmark(OperationsPerInvoke = Records)]
    public int DecodeWithK4os() => LZ4Codec.Decode(_compressed, _target);

    /// <summary>0 records where the library is not installed.</summary>
    [Benchmark(OperationsPerInvoke = Records)]
    public int DecodeWithLiblz4() => _library?.Decode(_compressed, _target) ?? 0;
}

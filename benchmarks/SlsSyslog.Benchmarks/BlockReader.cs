using System.Reflection;
using SlsSyslog.ConsumerGroups;
using SlsSyslog.Serialization;

namespace SlsSyslog.Benchmarks;

/// <summary>Decodes bodies with the decoder of the consumer group, which is internal, by reflection: a few calls for each block.</summary>
internal sealed class BlockReader
{
    private static readonly Assembly Package = typeof(SlsException).Assembly;

    private readonly object _pool = Create("BlockPool", 256L * 1024 * 1024);
    private readonly object _budget = Create("MemoryBudget", 256L * 1024 * 1024);
    private readonly object _decoder;
    private readonly MethodInfo _decode;
    private readonly LogRecordTable _table = new();

    public BlockReader()
    {
        _decoder = Create("BlockDecoder", _pool, _budget);
        _decode = _decoder.GetType().GetMethod("DecodeAsync")!;
    }

    /// <summary>Decodes and checks a body. The caller disposes the batch.</summary>
    public LogBatch Decode(ResponseBody body)
    {
        byte[] array = Call<byte[]>(_pool, "Rent", body.Block.Length);
        body.Block.CopyTo(array, 0);
        object pulled = Create("PullResult");
        Set(pulled, "RawBytes", body.RawBytes);
        Set(pulled, "GroupCount", body.Groups);
        Set(pulled, "Compression", Enum.Parse(Package.GetType("SlsSyslog.ConsumerGroups.BlockCompression", throwOnError: true)!, "Lz4"));
        Set(pulled, "Body", Create("PulledBody", _pool, array, body.Block.Length, Call<object>(_budget, "ReserveNow", 1L)));
        object result = _decode.Invoke(_decoder, [pulled, _table, CancellationToken.None])!;
        return (LogBatch)result.GetType().GetProperty("Result")!.GetValue(result)!;
    }

    private static object Create(string type, params object[] arguments) =>
        Activator.CreateInstance(Package.GetType($"SlsSyslog.ConsumerGroups.{type}", throwOnError: true)!, arguments)!;

    private static void Set(object target, string property, object value) => target.GetType().GetProperty(property)!.SetValue(target, value);

    private static T Call<T>(object target, string method, object argument) => (T)target.GetType().GetMethod(method)!.Invoke(target, [argument])!;
}

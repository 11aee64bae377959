using BenchmarkDotNet.Attributes;
using SlsSyslog.Serialization;

namespace SlsSyslog.Benchmarks;

/// <summary>
/// One record to one octet-counted frame, the record's table filled before each, as a walk over a block does. The floor copies the
/// same fields with the same separators by plain span copies and escapes nothing: no header, no frame.
/// </summary>
[MemoryDiagnoser]
public class FormatBenchmarks
{
    private readonly RecordBlock _records = new(seed: 1);
    private readonly FrameBuffer _frames = new(SyslogFraming.OctetCounting);
    private readonly byte[] _floor = new byte[FrameBuffer.DefaultMaxMessageBytes];
    private readonly IMessageFormatter _keyValue = new MessageOptions().CreateFormatter();
    private readonly IMessageFormatter _json = new MessageOptions { Body = new JsonOptions() }.CreateFormatter();
    private readonly IMessageFormatter _cef = FromPreset("arcsight-cef");
    private readonly IMessageFormatter _cefOfApplication = FromPreset("arcsight-cef", "auto");
    private readonly IMessageFormatter _leef = FromPreset("qradar-leef");
    private readonly IMessageFormatter _sample = FromPreset("alibaba-sample");
    private readonly IMessageFormatter _structuredData = new Rfc5424Formatter(new MessageOptions
    {
        Rfc5424 = { StructuredData = { new StructuredDataOptions { Id = "log@32473", Fields = { Exclude = ["__*", "http_user_agent"] } } } },
    });

    private int _next;

    /// <summary>The mean length of a frame with key-value body.</summary>
    public int FrameBytes
    {
        get
        {
            _frames.Clear();
            Format(_keyValue);
            return _frames.Length / Math.Max(1, _frames.Count);
        }
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = RecordBlock.Records)]
    public int Floor()
    {
        int written = 0;
        for (int i = 0; i < RecordBlock.Records; i++)
        {
            written += CopyFields(_next++ % RecordBlock.Records);
        }

        return written;
    }

    [Benchmark(OperationsPerInvoke = RecordBlock.Records)]
    public int KeyValue() => Format(_keyValue);

    [Benchmark(OperationsPerInvoke = RecordBlock.Records)]
    public int Json() => Format(_json);

    [Benchmark(OperationsPerInvoke = RecordBlock.Records)]
    public int Cef() => Format(_cef);

    /// <summary>The profiles of the preset are searched; the last one, for applications, matches.</summary>
    [Benchmark(OperationsPerInvoke = RecordBlock.Records)]
    public int CefOfApplication() => Format(_cefOfApplication);

    [Benchmark(OperationsPerInvoke = RecordBlock.Records)]
    public int Leef() => Format(_leef);

    [Benchmark(OperationsPerInvoke = RecordBlock.Records)]
    public int StructuredDataOf11() => Format(_structuredData);

    [Benchmark(OperationsPerInvoke = RecordBlock.Records)]
    public int AlibabaSample() => Format(_sample);

    private static IMessageFormatter FromPreset(string name, string profiles = "none")
    {
        MessageOptions message = new();
        message.UsePreset(name);
        message.Profiles = [profiles];
        return message.CreateFormatter();
    }

    private int CopyFields(int record)
    {
        ReadOnlySpan<byte> block = _records.Block;
        ReadOnlySpan<int> offsets = _records.Offsets.Slice(record * 48, 48);
        Span<byte> target = _floor;
        int at = 0;
        for (int i = 0; i < offsets.Length; i += 4)
        {
            "||"u8.CopyTo(target[at..]);
            at += 2;
            block.Slice(offsets[i], offsets[i + 1]).CopyTo(target[at..]);
            at += offsets[i + 1];
            target[at++] = (byte)'=';
            block.Slice(offsets[i + 2], offsets[i + 3]).CopyTo(target[at..]);
            at += offsets[i + 3];
        }

        return at;
    }

    private int Format(IMessageFormatter formatter)
    {
        for (int i = 0; i < RecordBlock.Records; i++)
        {
            if (_frames.IsFull)
            {
                _frames.Clear();
            }

            _frames.Append(formatter, _records.Next());
        }

        return _frames.Length;
    }
}

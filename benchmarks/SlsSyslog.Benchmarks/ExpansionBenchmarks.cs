using System.Text.Json;
using BenchmarkDotNet.Attributes;
using SlsSyslog.Serialization;

namespace SlsSyslog.Benchmarks;

/// <summary>
/// One event of ActionTrail, 1.4 kB of JSON in a field. The floor copies the record; the reader of System.Text.Json only reads the tokens.
/// </summary>
[MemoryDiagnoser]
public class ExpansionBenchmarks
{
    private readonly EventBlock _events = new(seed: 1);
    private readonly FrameBuffer _frames = new(SyslogFraming.OctetCounting);
    private readonly byte[] _floor = new byte[4096];
    private readonly RecordTransform _flatten = CreateTransform(ExpandForm.Flatten);
    private readonly RecordTransform _unfold = CreateTransform(ExpandForm.Unfold);
    private readonly IMessageFormatter _keyValue = new MessageOptions().CreateFormatter();
    private readonly RecordTransform _toCef;
    private readonly IMessageFormatter _cef;
    private readonly RecordTransform _toEcs;
    private readonly IMessageFormatter _ecs;
    private readonly IMessageFormatter _json = new MessageOptions { Body = new JsonOptions() }.CreateFormatter();

    public ExpansionBenchmarks()
    {
        (_toCef, _cef) = FromPreset("arcsight-cef");
        (_toEcs, _ecs) = FromPreset("elastic");
    }

    public int EventBytes => _events.EventBytes;

    [Benchmark(Baseline = true, OperationsPerInvoke = EventBlock.Records)]
    public int Floor()
    {
        int written = 0;
        for (int i = 0; i < EventBlock.Records; i++)
        {
            _events[i].CopyTo(_floor);
            written += _events[i].Length;
        }

        return written;
    }

    [Benchmark(OperationsPerInvoke = EventBlock.Records)]
    public int ReadWithSystemTextJson()
    {
        int tokens = 0;
        for (int i = 0; i < EventBlock.Records; i++)
        {
            Utf8JsonReader reader = new(_events[i]);
            while (reader.Read())
            {
                tokens++;
            }
        }

        return tokens;
    }

    [Benchmark(OperationsPerInvoke = EventBlock.Records)]
    public int Flatten() => Apply(_flatten, null);

    [Benchmark(OperationsPerInvoke = EventBlock.Records)]
    public int Unfold() => Apply(_unfold, null);

    [Benchmark(OperationsPerInvoke = EventBlock.Records)]
    public int KeyValueOfText() => Apply(null, _keyValue);

    [Benchmark(OperationsPerInvoke = EventBlock.Records)]
    public int KeyValueOfFlattened() => Apply(_flatten, _keyValue);

    [Benchmark(OperationsPerInvoke = EventBlock.Records)]
    public int JsonOfText() => Apply(null, _json);

    [Benchmark(OperationsPerInvoke = EventBlock.Records)]
    public int JsonOfUnfolded() => Apply(_unfold, _json);

    /// <summary>The event expanded, mapped and written as CEF in an RFC 3164 message.</summary>
    [Benchmark(OperationsPerInvoke = EventBlock.Records)]
    public int CefOfMapped() => Apply(_toCef, _cef);

    /// <summary>The event expanded, mapped and written in the Elastic Common Schema in an RFC 5424 message.</summary>
    [Benchmark(OperationsPerInvoke = EventBlock.Records)]
    public int EcsOfMapped() => Apply(_toEcs, _ecs);

    private static (RecordTransform Transform, IMessageFormatter Formatter) FromPreset(string name)
    {
        MessageOptions message = new();
        message.UsePreset(name);
        return (message.CreateTransform()!, message.CreateFormatter());
    }

    private static RecordTransform CreateTransform(ExpandForm form)
    {
        MessageOptions message = new();
        message.Expand.Form = form;
        message.Expand.Rules.Add(new ExpandRuleOptions { Topics = ["actiontrail_audit_event"], Fields = ["event"] });
        return message.CreateTransform()!;
    }

    private int Apply(RecordTransform? transform, IMessageFormatter? formatter)
    {
        RecordTransformCounts counts = default;
        int fields = 0;
        for (int i = 0; i < EventBlock.Records; i++)
        {
            LogRecord record = _events.Next();
            record = transform is null ? record : transform.Apply(record, ref counts);
            fields += record.FieldCount;
            if (formatter is not null)
            {
                _frames.Append(formatter, record);
                if (_frames.IsFull)
                {
                    _frames.Clear();
                }
            }
        }

        return counts.UnparsedFields == 0 ? fields : throw new InvalidOperationException("The events must be valid.");
    }
}

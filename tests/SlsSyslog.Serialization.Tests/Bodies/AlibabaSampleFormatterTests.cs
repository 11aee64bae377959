using System.Text;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Bodies;

public class AlibabaSampleFormatterTests
{
    [Fact]
    public void Format_FirstSampleLog_EqualsTheSample() => Assert.Equal(
        "||__topic__=access||__source__=10.0.0.7||__tag__:__hostname__=web-1||__tag__:__receive_time__=1768464551"
            + "||method=GET||status=200||msg=héllo = a||b",
        Frames.Format(
            new AlibabaSampleFormatter(),
            SampleGroup().SetTime(1768464550).AddField("method", "GET").AddField("status", "200").AddField("msg", "héllo = a||b")));

    // The sample writes the nanoseconds as a Python tuple, ('123456789',), which is not reproduced.
    [Fact]
    public void Format_SecondSampleLog_EqualsTheSampleWithoutItsTuple() => Assert.Equal(
        "||__topic__=override||__source__=10.0.0.7||__time_ns_part__=123456789||__tag__:__hostname__=web-1"
            + "||__tag__:__receive_time__=1768464551||raw=abc中||dup=2||x=y||empty=||nl=a\nb",
        Frames.Format(
            new AlibabaSampleFormatter(),
            SampleGroup().SetTime(1768464551, 123_456_789).AddField("raw"u8, [0xFF, 0xFE, .. "abc中"u8]).AddField("__topic__", "override")
                .AddField("dup", "1").AddField("x", "y").AddField("dup", "2").AddField("empty", "").AddField("nl", "a\nb")));

    [Fact]
    public void Append_LineFeedFraming_WritesOneFrame()
    {
        using FrameBuffer frames = new(SyslogFraming.LineFeed);

        frames.Append(new AlibabaSampleFormatter(), new LogRecordBuilder().AddField("nl", "a\r\nb\n<14>1 forged").Record);

        Assert.Equal("||__topic__=||__source__=||nl=a b <14>1 forged\n", Encoding.UTF8.GetString(frames.Memory.Span));
    }

    [Fact]
    public void Format_ArbitraryRecords_EqualTheSample()
    {
        AlibabaSampleFormatter formatter = new();
        foreach ((int seed, RecordModel model) in RecordCorpus.And(400))
        {
            foreach (List<KeyValuePair<byte[], byte[]>> pairs in new[] { model.Tags, model.Fields })
            {
                // The sample decodes keys as strings.
                KeyValuePair<byte[], byte[]>[] valid = [.. pairs.Select(pair => KeyValuePair.Create(Valid(pair.Key), pair.Value))];
                pairs.Clear();
                pairs.AddRange(valid);
            }

            OrderedDictionary<string, string> flat = [];
            foreach ((byte[] key, byte[] value) in model.Pairs())
            {
                flat[Encoding.UTF8.GetString(key)] = Encoding.UTF8.GetString(DropInvalid(value));
            }

            byte[] actual = Frames.Format(formatter, model.ToRecord(slack: seed % 70), 1_000_000, out _);

            Assert.True(string.Concat(flat.Select(pair => $"||{pair.Key}={pair.Value}")) == Encoding.UTF8.GetString(actual), $"seed {seed}");
        }
    }

    private static byte[] Valid(byte[] text) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text));

    private static byte[] DropInvalid(byte[] text)
    {
        List<byte> kept = [];
        for (ReadOnlySpan<byte> rest = text; rest.Length > 0;)
        {
            if (Rune.DecodeFromUtf8(rest, out _, out int length) == System.Buffers.OperationStatus.Done)
            {
                kept.AddRange(rest[..length]);
            }

            rest = rest[length..];
        }

        return [.. kept];
    }

    private static LogRecordBuilder SampleGroup() => new LogRecordBuilder()
        .SetTopic("access")
        .SetSource("10.0.0.7")
        .AddTag("__hostname__", "web-1")
        .AddTag("__receive_time__", "1768464551");
}

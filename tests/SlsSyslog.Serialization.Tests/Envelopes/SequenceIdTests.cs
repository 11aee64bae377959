using System.Globalization;
using System.Text.RegularExpressions;

namespace SlsSyslog.Serialization.Tests;

public sealed class SequenceIdTests
{
    private readonly FrameBuffer _frames = new();
    private readonly Rfc5424Formatter _formatter = new(new MessageOptions { Rfc5424 = { SequenceId = true } }, new FieldFormatter("m"));

    [Fact]
    public void Append_SequenceId_NumbersMessagesFromOne()
    {
        Append("a", "b", "c");

        Assert.Equal([1, 2, 3], Numbers());
        Assert.Contains(" - [meta sequenceId=\"1\"] a", Text(0), StringComparison.Ordinal);
    }

    [Fact]
    public void Append_SequenceIdWithOtherElements_IsWrittenAfterTheRegisteredOnes()
    {
        MessageOptions message = new() { Rfc5424 = { SequenceId = true, Origin = { Software = "s" } } };
        _frames.Append(new Rfc5424Formatter(message), Record("a"));

        Assert.EndsWith(" [origin software=\"s\"][meta sequenceId=\"1\"]", Text(0), StringComparison.Ordinal);
    }

    [Fact]
    public void RemoveLast_SequenceId_UsesTheNumbersAgain()
    {
        Append("a", "b", "c");
        _frames.RemoveLast();
        _frames.RemoveLast();

        Append("d", "e", "f");

        Assert.Equal([1, 2, 3, 4], Numbers());
    }

    [Fact]
    public void Append_FormatterThrows_TheNumberIsUsedAgain()
    {
        Append("a");
        Assert.Throws<InvalidOperationException>(() => _frames.Append(new Rfc5424Formatter(new MessageOptions(), new Throwing()), Record("b")));
        Rfc5424Formatter numbered = new(new MessageOptions { Rfc5424 = { SequenceId = true } }, new Throwing { Succeeds = 1 });

        _frames.Append(numbered, Record("c"));
        Assert.Throws<InvalidOperationException>(() => _frames.Append(numbered, Record("d")));
        Append("e");

        Assert.Equal([1, 1, 2], Numbers());
        Assert.Equal(2, numbered.SequenceNumbers!.Take());
    }

    [Fact]
    public void Clear_SequenceId_ContinuesWithTheNextNumber()
    {
        Append("a", "b");
        _frames.Clear();

        Append("c");
        _frames.RemoveLast();
        Append("d");

        Assert.Equal([3], Numbers());
    }

    [Fact]
    public void Take_AfterTheLargestNumber_StartsAgainAtOne()
    {
        SequenceNumbers numbers = new(int.MaxValue - 1);

        Assert.Equal([int.MaxValue, 1, 2], new[] { numbers.Take(), numbers.Take(), numbers.Take() });
    }

    [Fact]
    public async Task Append_SeveralBuffersAtTheSameTime_EachNumberIsUsedOnce()
    {
        int[][] numbers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            using FrameBuffer frames = new(sliceBytes: 1024 * 1024);
            for (int i = 0; i < 1000; i++)
            {
                frames.Append(_formatter, Record("x"));
                if (i % 3 == 0)
                {
                    frames.RemoveLast();
                    frames.Append(_formatter, Record("y"));
                }
            }

            return Enumerable.Range(0, frames.Count).Select(i => Number(frames, i)).ToArray();
        })));

        Assert.Equal(Enumerable.Range(1, 4000), numbers.SelectMany(buffer => buffer).Order());
    }

    private static LogRecord Record(string text) => new LogRecordBuilder().AddField("m"u8, System.Text.Encoding.UTF8.GetBytes(text)).Record;

    private static int Number(FrameBuffer frames, int index) =>
        int.Parse(Regex.Match(Text(frames, index), "sequenceId=\"([0-9]+)\"").Groups[1].Value, CultureInfo.InvariantCulture);

    private static string Text(FrameBuffer frames, int index) => System.Text.Encoding.UTF8.GetString(frames.GetMessage(index).Span);

    private string Text(int index) => Text(_frames, index);

    private IEnumerable<int> Numbers() => Enumerable.Range(0, _frames.Count).Select(index => Number(_frames, index));

    private void Append(params string[] texts)
    {
        foreach (string text in texts)
        {
            _frames.Append(_formatter, Record(text));
        }
    }

    private sealed class Throwing : IMessageFormatter
    {
        public int Succeeds { get; set; }

        public void Format(scoped LogRecord record, ref SyslogWriter writer)
        {
            if (Succeeds-- <= 0)
            {
                throw new InvalidOperationException("custom code");
            }

            writer.WriteLiteral("x"u8);
        }
    }
}

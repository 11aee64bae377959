using System.Text;

namespace SlsSyslog.SendLines.Tests;

public sealed class LineReaderTests
{
    [Theory]
    [InlineData("a\nb\n", "a|b")]
    [InlineData("a\r\nb\r\n", "a|b")]
    [InlineData("a\rb\r\nc", "a\rb|c")]
    [InlineData("a\r", "a\r")]
    [InlineData("\r\n\n", "|")]
    [InlineData("a\r\r\nb", "a\r|b")]
    public async Task ReadAsync_LineEnds_OnlyLineFeedsEndALine(string text, string expected)
    {
        foreach (int chunk in (int[])[1, 2, 1000])
        {
            (string[] lines, _) = await ReadAsync(new ChunkStream(Encoding.UTF8.GetBytes(text), chunk));
            Assert.Equal(expected, string.Join('|', lines));
        }
    }

    [Fact]
    public async Task ReadAsync_VeryLongLine_IsCutAndTheNextOneIsWhole()
    {
        byte[] text = [.. Enumerable.Repeat((byte)'x', 10_000_000), .. "\nafter\r\n"u8];

        (string[] lines, int cut) = await ReadAsync(new MemoryStream(text));

        Assert.Equal((2, 1), (lines.Length, cut));
        Assert.Equal(new string('x', 64 * 1024), lines[0]);
        Assert.Equal("after", lines[1]);
    }

    [Fact]
    public async Task ReadAsync_StoppedInsideALine_ReturnsWhatWasRead()
    {
        using CancellationTokenSource stop = new();
        using SilentStream input = new("one\ntwo"u8.ToArray());
        List<string> lines = [];
        Task reading = new LineReader(input).ReadAsync(
            (line, _) =>
            {
                lines.Add(Encoding.UTF8.GetString(line));
                return Task.CompletedTask;
            },
            () => stop.CancelAsync(),
            stop.Token);

        await reading.WaitAsync(Eventually.Deadline);

        Assert.Equal(["one", "two"], lines);
    }

    [Fact]
    public async Task ReadAsync_StoppedWhileTheInputNeverPauses_Ends()
    {
        using CancellationTokenSource stop = new();
        Task reading = new LineReader(new EndlessStream()).ReadAsync((_, _) => stop.CancelAsync(), () => Task.CompletedTask, stop.Token);

        await reading.WaitAsync(Eventually.Deadline);
    }

    private static async Task<(string[] Lines, int Cut)> ReadAsync(Stream input)
    {
        List<string> lines = [];
        int cut = 0;
        await new LineReader(input).ReadAsync(
            (line, isCut) =>
            {
                lines.Add(Encoding.UTF8.GetString(line));
                cut += isCut ? 1 : 0;
                return Task.CompletedTask;
            },
            () => Task.CompletedTask,
            CancellationToken.None);
        return ([.. lines], cut);
    }

    // Returns few bytes with each read, as a pipe does.
    private sealed class ChunkStream(byte[] content, int chunk) : MemoryStream(content)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, chunk));
    }

    // Blocks after its content, as a terminal does.
    private sealed class SilentStream(byte[] content) : MemoryStream(content)
    {
        private readonly object _end = new();
        private bool _isOver;

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (Position == Length)
            {
                lock (_end)
                {
                    while (!_isOver)
                    {
                        Monitor.Wait(_end);
                    }
                }
            }

            return base.Read(buffer, offset, count);
        }

        protected override void Dispose(bool disposing)
        {
            lock (_end)
            {
                _isOver = true;
                Monitor.PulseAll(_end);
            }

            base.Dispose(disposing);
        }
    }

    private sealed class EndlessStream : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count)
        {
            Array.Fill(buffer, (byte)'\n', offset, count);
            return count;
        }
    }
}

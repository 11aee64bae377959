using System.Text;

namespace SlsSyslog.Transports.Tests;

/// <summary>Represents the server side of one RELP session over any stream. It responds when the test calls it.</summary>
internal sealed class RelpPeer(Stream stream)
{
    private readonly byte[] _buffer = new byte[256 * 1024];
    private byte[] _unparsed = [];

    public List<(int Number, string Command, string Data)> Frames { get; } = [];

    public IEnumerable<string> Messages => Frames.Where(frame => frame.Command == "syslog").Select(frame => frame.Data);

    /// <summary>Gets the number of bytes that were received after the last frame that was read.</summary>
    public int UnreadBytes => _unparsed.Length;

    public async Task OpenAsync(string? response = null)
    {
        (int number, string command, string data) = await ReadAsync();
        Assert.Equal((1, "open"), (number, command));
        Assert.Contains("relp_version=0\n", data, StringComparison.Ordinal);
        Assert.Contains("\ncommands=syslog", data, StringComparison.Ordinal);
        await RespondAsync(1, response ?? "200 OK\nrelp_version=0\nrelp_software=test,1,x\ncommands=syslog");
    }

    /// <summary>Reads the next frame.</summary>
    public async Task<(int Number, string Command, string Data)> ReadAsync()
    {
        while (true)
        {
            if (TryRead() is { } frame)
            {
                Frames.Add(frame);
                return frame;
            }

            int read = await stream.ReadAsync(_buffer).AsTask().WaitAsync(Eventually.Deadline);
            if (read == 0)
            {
                throw new EndOfStreamException();
            }

            _unparsed = [.. _unparsed, .. _buffer.AsSpan(0, read)];
        }
    }

    public async Task<bool> IsAtEndAsync() => await stream.ReadAsync(_buffer).AsTask().WaitAsync(Eventually.Deadline) == 0;

    public async Task RespondAsync(int number, string data = "200 OK") =>
        await SendAsync(data.Length == 0 ? $"{number} rsp 0\n" : $"{number} rsp {Encoding.UTF8.GetByteCount(data)} {data}\n");

    public async Task SendAsync(string text) => await stream.WriteAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>Reads and acknowledges the given number of messages.</summary>
    public async Task TakeAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            (int number, string command, _) = await ReadAsync();
            Assert.Equal("syslog", command);
            await RespondAsync(number);
        }
    }

    /// <summary>Ends the session as librelp does.</summary>
    public async Task CloseAsync()
    {
        (int number, string command, _) = await ReadAsync();
        Assert.Equal("close", command);
        await RespondAsync(number, "");
        await SendAsync("0 serverclose 0\n");
    }

    private (int Number, string Command, string Data)? TryRead()
    {
        string text = Encoding.Latin1.GetString(_unparsed);
        string[] words = text.Split(' ', 4);
        if (text.IndexOf('\n', StringComparison.Ordinal) is int end && end >= 0 && text[..end].Split(' ') is [string number, string command, "0"])
        {
            _unparsed = _unparsed[(end + 1)..];
            return (int.Parse(number), command, "");
        }

        if (words.Length < 4 || words[3].Length <= int.Parse(words[2]))
        {
            return null;
        }

        int length = int.Parse(words[2]);
        int header = words[0].Length + words[1].Length + words[2].Length + 3;
        Assert.Equal((byte)'\n', _unparsed[header + length]);
        string data = Encoding.UTF8.GetString(_unparsed, header, length);
        _unparsed = _unparsed[(header + length + 1)..];
        return (int.Parse(words[0]), words[1], data);
    }
}

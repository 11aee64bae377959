using System.Diagnostics;

namespace SlsSyslog.Receivers.Tests;

/// <summary>Follows the file in which a daemon stores messages, from the end that it had when the log was opened.</summary>
public sealed class ReceivedLog
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly string _file;
    private readonly Func<string> _diagnose;
    private readonly List<ReceivedMessage> _messages = [];
    private byte[] _unfinished = [];
    private long _position;

    internal ReceivedLog(string file, Func<string> diagnose)
    {
        _file = file;
        _diagnose = diagnose;
        _position = File.Exists(file) ? new FileInfo(file).Length : 0;
    }

    /// <summary>Waits until a listener has stored at least the given number of messages, and returns everything it has stored.</summary>
    /// <param name="input">The name of the listener.</param>
    /// <param name="count">The number of messages to wait for.</param>
    public Task<IReadOnlyList<ReceivedMessage>> ReadAsync(string input, int count) =>
        ReadAsync(input, messages => messages.Count >= count, $"{count} messages");

    /// <summary>Waits until a listener has stored enough, and returns everything it has stored.</summary>
    /// <param name="input">The name of the listener.</param>
    /// <param name="isEnough">Returns whether to stop waiting.</param>
    /// <param name="expected">A description of what is waited for.</param>
    public async Task<IReadOnlyList<ReceivedMessage>> ReadAsync(
        string input,
        Func<IReadOnlyList<ReceivedMessage>, bool> isEnough,
        string expected)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            IReadOnlyList<ReceivedMessage> messages = ReadNow(input);
            if (isEnough(messages))
            {
                return messages;
            }

            if (Stopwatch.GetElapsedTime(start) > Deadline)
            {
                throw new TimeoutException($"Waited for {expected} at {input}; there are {messages.Count}. {_diagnose()}");
            }

            await Task.Delay(20);
        }
    }

    /// <summary>Returns what a listener has stored so far.</summary>
    /// <param name="input">The name of the listener.</param>
    public IReadOnlyList<ReceivedMessage> ReadNow(string input)
    {
        ReadNewLines();
        return [.. _messages.Where(message => message.Input == input)];
    }

    private void ReadNewLines()
    {
        if (!File.Exists(_file))
        {
            return;
        }

        using FileStream stream = new(_file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        stream.Position = _position;
        byte[] added = new byte[stream.Length - _position];
        stream.ReadExactly(added);
        _position += added.Length;

        ReadOnlySpan<byte> rest = (byte[])[.. _unfinished, .. added];
        for (int end = rest.IndexOf((byte)'\n'); end >= 0; end = rest.IndexOf((byte)'\n'))
        {
            // A daemon that was killed while it wrote a line continues after it. The torn part is not a stored message; what follows is one.
            ReadOnlySpan<byte> line = rest[..end];
            _messages.Add(ReceivedMessage.Parse(line[Math.Max(0, line.LastIndexOf("{\"input\""u8))..]));
            rest = rest[(end + 1)..];
        }

        _unfinished = rest.ToArray();
    }
}

using System.Diagnostics;

namespace SlsSyslog.Receivers.Tests;

/// <summary>Follows the file a daemon stores messages in, from the place where it ended when the log was opened.</summary>
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

    /// <summary>Waits until a listener has stored at least so many messages, and returns all it has stored by then.</summary>
    /// <param name="input">The listener's name.</param>
    /// <param name="count">How many are waited for.</param>
    public Task<IReadOnlyList<ReceivedMessage>> ReadAsync(string input, int count) =>
        ReadAsync(input, messages => messages.Count >= count, $"{count} messages");

    /// <summary>Waits until what a listener has stored is enough, and returns all it has stored by then.</summary>
    /// <param name="input">The listener's name.</param>
    /// <param name="isEnough">Says when to stop waiting.</param>
    /// <param name="expected">What is waited for, in words.</param>
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

    /// <summary>Returns what a listener has stored up to now.</summary>
    /// <param name="input">The listener's name.</param>
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
            // A daemon killed in the middle of a line goes on behind it: the torn half is no stored message, what follows is one.
            ReadOnlySpan<byte> line = rest[..end];
            _messages.Add(ReceivedMessage.Parse(line[Math.Max(0, line.LastIndexOf("{\"input\""u8))..]));
            rest = rest[(end + 1)..];
        }

        _unfinished = rest.ToArray();
    }
}

using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace SlsSyslog.Tests;

/// <summary>Reads what a tap sends.</summary>
internal sealed class TapReader(Socket socket) : IDisposable
{
    private readonly StreamReader _reader = new(new NetworkStream(socket, ownsSocket: true), Encoding.UTF8);

    /// <summary>Reads the next line.</summary>
    public async Task<JsonElement> ReadAsync()
    {
        string line = await _reader.ReadLineAsync().WaitAsync(Eventually.Deadline) ?? throw new EndOfStreamException("The tap has ended.");
        using JsonDocument json = JsonDocument.Parse(line);
        return json.RootElement.Clone();
    }

    /// <summary>Reads up to the next message and returns its text.</summary>
    public async Task<string> ReadMessageAsync()
    {
        while (true)
        {
            if ((await ReadAsync()).TryGetProperty("message", out JsonElement message))
            {
                return Encoding.UTF8.GetString(message.GetBytesFromBase64());
            }
        }
    }

    /// <summary>Reads up to counts that meet a condition.</summary>
    public async Task<JsonElement> ReadCountsAsync(Func<JsonElement, bool> condition)
    {
        while (true)
        {
            JsonElement line = await ReadAsync();
            if (line.TryGetProperty("seen", out _) && condition(line))
            {
                return line;
            }
        }
    }

    public void Dispose() => _reader.Dispose();
}

using System.Text.Json;

namespace SlsSyslog.Testing.Tests;

/// <summary>An emulator with a manual clock, a logstore of four shards and a client.</summary>
public abstract class EmulatorTest : IAsyncLifetime
{
    private TestSlsClient? _client;
    private SlsEmulator? _emulator;

    internal TestTimeProvider Clock { get; } = new();

    internal SlsEmulator Emulator => _emulator!;

    internal EmulatorLogstore Logstore { get; private set; } = null!;

    internal TestSlsClient Client => _client!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await SlsEmulator.StartAsync(Options());
        Logstore = Emulator.CreateLogstore("test-project", "logs", 4);
        _client = new TestSlsClient(Emulator.Endpoint, clock: Clock);
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        await Emulator.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    internal virtual SlsEmulatorOptions Options() => new() { TimeProvider = Clock };

    internal string AppendOne(int shard, string value = "v") =>
        Logstore.Append(shard, new EmulatorLogGroup(new EmulatorLog((uint)Clock.GetUtcNow().ToUnixTimeSeconds(), ("k", value))));

    internal async Task<JsonDocument> JsonAsync(string path)
    {
        using HttpResponseMessage answer = await Client.GetAsync(path);
        Assert.Equal(200, (int)answer.StatusCode);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
    }
}

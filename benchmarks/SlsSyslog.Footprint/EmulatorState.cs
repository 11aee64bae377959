using System.Text.Json;

namespace SlsSyslog.Footprint;

/// <summary>The state of the benchmark's logstore, read from the emulator's admin endpoint.</summary>
internal sealed class EmulatorState : IDisposable
{
    private readonly JsonDocument _state;

    private EmulatorState(JsonDocument state) => _state = state;

    private JsonElement Logstore => _state.RootElement.GetProperty("logstores").EnumerateArray().Single();

    public static async Task<EmulatorState> OfAsync(HttpClient client, Uri endpoint) =>
        new(JsonDocument.Parse(await client.GetStringAsync(new Uri(endpoint, "/_emulator"))));

    /// <summary>The number of shards that a consumer holds.</summary>
    public int HeldShards() => Logstore.GetProperty("consumerGroups").EnumerateArray()
        .SelectMany(group => group.GetProperty("shards").EnumerateArray())
        .Count(shard => shard.GetProperty("holder").GetString() is { Length: > 0 });

    public void Dispose() => _state.Dispose();
}

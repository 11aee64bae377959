using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace SlsSyslog.Tool.Tests;

/// <summary>Writes the lines of a ledger as docs/delivery.md describes them.</summary>
internal sealed class LedgerLines(string folder, string route)
{
    private string _digest = new('0', 64);

    public string Path { get; } = System.IO.Path.Combine(folder, $"ledger-{Uri.EscapeDataString(route)}-000001.jsonl");

    public void Add(string shard, DateTimeOffset minute, string first, string last, long read, Action<JsonObject>? change = null)
    {
        JsonObject line = new()
        {
            ["project"] = VerifyScene.Project,
            ["logstore"] = VerifyScene.Store,
            ["shard"] = shard,
            ["group"] = VerifyScene.Group,
            ["consumer"] = "consumer-1",
            ["route"] = route,
            ["minute"] = minute.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture),
            ["written"] = minute.AddMinutes(1).UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            ["first_cursor"] = first,
            ["last_cursor"] = last,
            ["read"] = read,
            ["filtered"] = 0,
            ["delivered"] = read,
            ["dead_lettered"] = 0,
            ["skipped"] = 0,
            ["gap_log_groups"] = 0,
            ["repeated"] = 0,
            ["truncated"] = 0,
            ["latency_max"] = 1.5,
            ["on_time"] = read,
            ["destination"] = "tls://siem.corp:6514",
            ["settings_hash"] = "abc",
            ["version"] = "1.0.0.0",
        };
        change?.Invoke(line);
        line["previous_digest"] = _digest;
        string text = line.ToJsonString();
        _digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        File.AppendAllText(Path, $"{text[..^1]},\"digest\":\"{_digest}\"}}\n");
    }
}

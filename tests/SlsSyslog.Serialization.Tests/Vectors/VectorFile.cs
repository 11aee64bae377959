using System.Text.Json;

namespace SlsSyslog.Serialization.Tests.Vectors;

/// <summary>The byte-exact messages of vectors.json.</summary>
internal static class VectorFile
{
    public static IReadOnlyDictionary<string, (string Rule, byte[] Bytes)> All { get; } = JsonDocument
        .Parse(typeof(VectorFile).Assembly.GetManifestResourceStream("vectors.json")!)
        .RootElement.EnumerateArray()
        .Where(vector => vector.GetProperty("group").GetString() != "relp")
        .ToDictionary(
            vector => vector.GetProperty("id").GetString()!,
            vector => (vector.GetProperty("rule").GetString()!, vector.GetProperty("b64").GetBytesFromBase64()));

    public static IEnumerable<string> Valid => All.Where(vector => vector.Value.Rule != "RFC-INVALID").Select(vector => vector.Key);

    public static IEnumerable<string> Invalid => All.Where(vector => vector.Value.Rule == "RFC-INVALID").Select(vector => vector.Key);
}

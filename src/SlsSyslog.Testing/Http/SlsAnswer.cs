using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;

namespace SlsSyslog.Testing;

/// <summary>Represents a response before it is sent.</summary>
internal sealed record SlsAnswer(int Status, ReadOnlyMemory<byte> Body, string? ContentType)
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public List<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Gets the SLS error code, for the journal.</summary>
    public string? ErrorCode { get; init; }

    // Without a content type: SDKs parse a body that is announced as JSON, even an empty one.
    public static SlsAnswer Empty() => new(200, default, null);

    public static SlsAnswer Json(JsonNode body, int status = 200)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, Relaxed))
        {
            body.WriteTo(writer);
        }

        return new SlsAnswer(status, buffer.WrittenMemory, "application/json");
    }

    public static SlsAnswer Error(int status, string code, string message) =>
        Json(new JsonObject { ["errorCode"] = code, ["errorMessage"] = message }, status) with { ErrorCode = code };

    public SlsAnswer With(string header, string value)
    {
        Headers.Add(KeyValuePair.Create(header, value));
        return this;
    }

    public SlsAnswer With(string header, long value) => With(header, value.ToString(CultureInfo.InvariantCulture));
}

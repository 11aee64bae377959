using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SlsSyslog.Tool;

/// <summary>Serializes policies.</summary>
[JsonSerializable(typeof(RamPolicy))]
internal sealed partial class PolicyJson : JsonSerializerContext
{
    /// <summary>Gets the serializer for people.</summary>
    public static PolicyJson Indented { get; } = new(new JsonSerializerOptions
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}

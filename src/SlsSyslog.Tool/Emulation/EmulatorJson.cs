using System.Text.Json.Serialization;

namespace SlsSyslog.Tool;

/// <summary>Serializes the result of <c>emulate</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EmulatorAddress))]
internal sealed partial class EmulatorJson : JsonSerializerContext;

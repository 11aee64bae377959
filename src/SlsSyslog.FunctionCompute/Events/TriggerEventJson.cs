using System.Text.Json.Serialization;

namespace SlsSyslog.FunctionCompute;

[JsonSourceGenerationOptions(AllowDuplicateProperties = false)]
[JsonSerializable(typeof(TriggerEvent))]
internal sealed partial class TriggerEventJson : JsonSerializerContext;

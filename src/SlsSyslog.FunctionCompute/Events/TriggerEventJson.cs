using System.Text.Json.Serialization;

namespace SlsSyslog.FunctionCompute;

[JsonSerializable(typeof(TriggerEvent))]
internal sealed partial class TriggerEventJson : JsonSerializerContext;

namespace SlsSyslog.Hosting;

/// <summary>Reads the standard variables of OpenTelemetry that enable the export by OTLP. The exporter reads the others itself.</summary>
internal static class OtlpVariables
{
    /// <summary>Returns whether a signal is exported: its exporter is <c>otlp</c>, or it is not set and an endpoint is.</summary>
    /// <param name="signal">The name of the signal in variables: <c>METRICS</c> or <c>TRACES</c>.</param>
    public static bool AreSetFor(string signal) => Get($"OTEL_{signal}_EXPORTER") is { } exporter
        ? exporter.Equals("otlp", StringComparison.OrdinalIgnoreCase)
        : Get("OTEL_EXPORTER_OTLP_ENDPOINT") is not null || Get($"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT") is not null;

    private static string? Get(string name) => Environment.GetEnvironmentVariable(name)?.Trim() is { Length: > 0 } value ? value : null;
}

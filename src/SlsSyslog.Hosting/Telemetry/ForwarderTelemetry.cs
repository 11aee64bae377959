using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace SlsSyslog.Hosting;

/// <summary>Exports metrics for Prometheus, and metrics and traces by OTLP. Exporters have separate queues and threads.</summary>
internal static class ForwarderTelemetry
{
    private const string ServiceName = "sls-syslog-forwarder";

    /// <summary>Adds the exporters that are configured.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="isScraped">Whether the program serves metrics for Prometheus.</param>
    public static void AddForwarderTelemetry(this IServiceCollection services, bool isScraped)
    {
        bool exportsMetrics = OtlpVariables.AreSetFor("METRICS");
        bool exportsTraces = OtlpVariables.AreSetFor("TRACES");
        if (isScraped || exportsMetrics)
        {
            Create(services).WithMetrics(metrics => AddMetrics(metrics, isScraped, exportsMetrics));
        }

        if (exportsTraces)
        {
            Create(services).WithTracing(traces => traces.AddSource(SlsSyslogMetricNames.Meter).AddOtlpExporter());
        }
    }

    private static void AddMetrics(MeterProviderBuilder metrics, bool isScraped, bool isExported)
    {
        metrics.AddMeter(SlsSyslogMetricNames.Meter);
        if (isScraped)
        {
            metrics.AddPrometheusExporter();
        }

        if (isExported)
        {
            metrics.AddOtlpExporter();
        }
    }

    // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES override the name of the program.
    private static OpenTelemetryBuilder Create(IServiceCollection services) => services.AddOpenTelemetry().ConfigureResource(resource => resource
        .AddService(ServiceName, serviceVersion: Version())
        .AddEnvironmentVariableDetector());

    private static string? Version() =>
        typeof(ForwarderTelemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
}

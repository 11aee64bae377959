using System.Globalization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace SlsSyslog.FunctionCompute;

/// <summary>Makes a web server listen as Function Compute expects it.</summary>
public static class FunctionComputeWebHostBuilderExtensions
{
    private const int DefaultPort = 9000;
    private static readonly TimeSpan KeepAlive = TimeSpan.FromHours(24); // an idle connection that we close is a failed invocation

    /// <summary>
    /// Listens on all addresses at the port of <c>FC_SERVER_PORT</c>, <c>FC_CUSTOM_LISTEN_PORT</c>, or 9000, unless the setting
    /// <c>urls</c> says where, and keeps idle connections open.
    /// </summary>
    /// <param name="builder">The web server.</param>
    /// <returns>The web server.</returns>
    public static IWebHostBuilder UseSlsSyslogFunctionCompute(this IWebHostBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.UseSetting(
            WebHostDefaults.ServerUrlsKey,
            builder.GetSetting(WebHostDefaults.ServerUrlsKey) is { Length: > 0 } urls ? urls : UrlOf(Environment.GetEnvironmentVariable));
        return builder.ConfigureServices(services => services.Configure<KestrelServerOptions>(
            kestrel => kestrel.Limits.KeepAliveTimeout = KeepAlive));
    }

    internal static string UrlOf(Func<string, string?> variable)
    {
        int port = PortOf(variable("FC_SERVER_PORT")) ?? PortOf(variable("FC_CUSTOM_LISTEN_PORT")) ?? DefaultPort;
        return string.Create(CultureInfo.InvariantCulture, $"http://0.0.0.0:{port}");
    }

    private static int? PortOf(string? text) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port) && port > 0 ? port : null;
}

using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace SlsSyslog.FunctionCompute;

/// <summary>Makes a web server listen as Function Compute expects it.</summary>
public static class FunctionComputeWebHostBuilderExtensions
{
    private const string AddressVariable = "SLS_LISTEN_ADDRESS";
    private const int DefaultPort = 9000;
    private static readonly TimeSpan KeepAlive = TimeSpan.FromHours(24); // an idle connection that we close is a failed invocation

    /// <summary>
    /// Listens on all addresses at the port of <c>FC_SERVER_PORT</c>, <c>FC_CUSTOM_LISTEN_PORT</c>, or 9000, and keeps idle connections
    /// open. <c>SLS_LISTEN_ADDRESS</c> narrows the addresses to one, such as 127.0.0.1 for a try outside the service; port 0 lets the
    /// system choose a free one. The setting <c>urls</c> goes before all of them.
    /// </summary>
    /// <param name="builder">The web server.</param>
    /// <returns>The web server. It does not start when <c>SLS_LISTEN_ADDRESS</c> is no IP address.</returns>
    public static IWebHostBuilder UseSlsSyslogFunctionCompute(this IWebHostBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.UseSetting(
            WebHostDefaults.ServerUrlsKey,
            builder.GetSetting(WebHostDefaults.ServerUrlsKey) is { Length: > 0 } urls ? urls : UrlOf(Environment.GetEnvironmentVariable));
        return builder.ConfigureServices(services => services.AddOptions<KestrelServerOptions>()
            .Configure(kestrel => kestrel.Limits.KeepAliveTimeout = KeepAlive)
            .Validate(
                _ => AddressOf(Environment.GetEnvironmentVariable) is not null,
                $"The environment variable {AddressVariable} is no IP address; write one such as 127.0.0.1, or leave it out.")
            .ValidateOnStart());
    }

    internal static string UrlOf(Func<string, string?> variable)
    {
        int port = PortOf(variable("FC_SERVER_PORT")) ?? PortOf(variable("FC_CUSTOM_LISTEN_PORT")) ?? DefaultPort;
        IPAddress address = AddressOf(variable) ?? IPAddress.Loopback; // a wrong one stops the start; until then, nothing wider
        string host = address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();
        return string.Create(CultureInfo.InvariantCulture, $"http://{host}:{port}");
    }

    private static IPAddress? AddressOf(Func<string, string?> variable) =>
        variable(AddressVariable) is not { Length: > 0 } text ? IPAddress.Any
        : IPAddress.TryParse(text, out IPAddress? address) ? address
        : null;

    private static int? PortOf(string? text) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port) ? port : null;
}

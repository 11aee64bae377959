using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace SlsSyslog.FunctionCompute;

/// <summary>Provides extension methods that make a web server listen as Function Compute requires.</summary>
public static class FunctionComputeWebHostBuilderExtensions
{
    private const string AddressVariable = "SLS_LISTEN_ADDRESS";
    private const int DefaultPort = 9000;
    private static readonly TimeSpan KeepAlive = TimeSpan.FromHours(24); // the service counts a closed idle connection as a failed invocation

    /// <summary>
    /// Listens on all addresses at the port of <c>FC_SERVER_PORT</c>, <c>FC_CUSTOM_LISTEN_PORT</c>, or 9000, and keeps idle connections
    /// open. <c>SLS_LISTEN_ADDRESS</c> restricts it to one address, such as 127.0.0.1 for a test outside of the service. Port 0 selects a free
    /// port. The setting <c>urls</c> has precedence over all of them.
    /// </summary>
    /// <param name="builder">The web server.</param>
    /// <returns>The web server. It does not start when <c>SLS_LISTEN_ADDRESS</c> is not a valid IP address.</returns>
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
                $"{AddressVariable}: The value is not a valid IP address. Specify an address such as 127.0.0.1, or remove the variable.")
            .ValidateOnStart());
    }

    internal static string UrlOf(Func<string, string?> variable)
    {
        int port = PortOf(variable("FC_SERVER_PORT")) ?? PortOf(variable("FC_CUSTOM_LISTEN_PORT")) ?? DefaultPort;
        IPAddress address = AddressOf(variable) ?? IPAddress.Loopback; // an invalid one prevents the start; until then, the most restrictive
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

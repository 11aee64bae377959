using System.Net;
using Microsoft.Extensions.Logging;

namespace SlsSyslog.Hosting;

internal sealed partial class AddressReport
{
    [LoggerMessage(350, LogLevel.Information, "The status page is served at {Url}/, metrics at {Url}/metrics.")]
    private static partial void LogServed(ILogger logger, string url);

    [LoggerMessage(351, LogLevel.Warning,
        "{Variable} is {Address}, which is not a loopback address: everyone who can reach it can read the status and the metrics.")]
    private static partial void LogReachable(ILogger logger, string variable, IPEndPoint address);
}

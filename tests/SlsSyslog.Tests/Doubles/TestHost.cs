using Microsoft.Extensions.Hosting;
using SlsSyslog.ConsumerGroups;
using SlsSyslog.Testing;

namespace SlsSyslog.Tests;

/// <summary>Builds hosts with the real pipeline that read the logstore <c>logs</c> of an emulator.</summary>
internal static class TestHost
{
    public static IHost Build(Action<ISlsSyslogBuilder> describe)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        describe(builder.Services
            .AddSlsSyslogForwarding()
            .UseCredentials(_ => new StaticCredentialProvider(new SlsCredential("testak", "testsk"))));
        return builder.Build();
    }

    public static EmulatorLogstore CreateLogstore(SlsEmulator sls) => sls.CreateLogstore("test-project", "logs");

    public static void Append(EmulatorLogstore logs, int from, int count)
    {
        for (int i = from; i < from + count; i++)
        {
            logs.Append(0, new EmulatorLogGroup(new EmulatorLog(1_768_464_550, ("n", $"{i}"))));
        }
    }

    public static RouteBuilder Read(this RouteBuilder route, SlsEmulator sls, string group) => route.FromConsumerGroup(source =>
    {
        source.Endpoint = sls.Endpoint.ToString();
        source.Project = "test-project";
        source.Logstore = "logs";
        source.ConsumerGroup = group;
        source.HeartbeatInterval = TimeSpan.FromSeconds(1);
        source.GroupTimeout = TimeSpan.FromSeconds(10);
        source.DrainTimeout = TimeSpan.FromSeconds(2);
    });
}

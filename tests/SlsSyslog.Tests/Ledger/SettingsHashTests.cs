using SlsSyslog.Serialization;
using SlsSyslog.Transports;

namespace SlsSyslog.Tests;

public sealed class SettingsHashTests
{
    [Fact]
    public void Of_EachChangeOfASetting_DiffersAndSecretsDoNotCount()
    {
        RouteDestinationOptions branch = new();
        branch.Destination.Transport = Servers("tcp://other.corp:514");
        RouteOptions secret = Route();
        (secret.Source.Credentials.AccessKeyId, secret.Source.Credentials.AccessKeySecret) = ("id", "secret");
        RouteOptions filter = Route();
        filter.Filter = RecordRule.Parse("""{"field":"user","equals":"a"}""");
        RouteOptions otherFilter = Route();
        otherFilter.Filter = RecordRule.Parse("""{"field":"user","equals":"b"}""");
        RouteOptions project = Route();
        project.Source.Project = "other";
        RouteOptions body = Route();
        body.Message.Body = new JsonOptions();
        RouteOptions server = Route();
        server.Destination.Transport = Servers("tcp://siem-b.corp:514");
        RouteOptions connections = Route();
        ((TcpTransportOptions)connections.Destination.Transport!).Connections = 7;

        string[] hashes =
        [
            .. new[] { Route(), filter, otherFilter, project, body, server, connections }.Select(route => SettingsHash.Of(route)),
            SettingsHash.Of(Route(), branch),
        ];

        Assert.Equal(hashes.Length, hashes.Distinct().Count());
        Assert.Equal(hashes[0], SettingsHash.Of(Route()));
        Assert.Equal(hashes[0], SettingsHash.Of(secret));
    }

    private static RouteOptions Route()
    {
        RouteOptions route = new();
        route.Destination.Transport = Servers("tcp://siem.corp:514");
        return route;
    }

    private static TcpTransportOptions Servers(string server) => new() { Servers = [SyslogServer.Parse(server)] };
}

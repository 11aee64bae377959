using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace SlsSyslog.AspNetCore.Tests;

public sealed class RequestAccessTests
{
    private static readonly string[] Restricted = ["/", "/status", "/status/history", "/health"];
    private static readonly string[] Probes = ["/health/live", "/health/ready"];

    public static TheoryData<string> HostileHosts => new(
        "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "10.1.2.3", "[2001:db8::1]", "corp",
        "notforwarder.corp", "forwarder.corp.evil");

    [Theory]
    [MemberData(nameof(HostileHosts))]
    public async Task Get_HostileHost_IsRefusedWithoutARepetitionOfTheName(string host)
    {
        await using WebScene scene = await WebScene.StartAsync(
            StatusExamples.Of(StatusExamples.Running), options => options.AllowedHosts.Add("forwarder.corp"));

        foreach (string path in Restricted)
        {
            (HttpStatusCode status, string body) = await scene.GetAsync(path, host);
            Assert.Equal(HttpStatusCode.BadRequest, status);
            Assert.DoesNotContain("evil", body, StringComparison.Ordinal);
            Assert.DoesNotContain("actiontrail", body, StringComparison.Ordinal);
        }
    }

    // The kubelet sends the address of the pod as the host.
    [Theory]
    [MemberData(nameof(HostileHosts))]
    public async Task Get_ProbeWithAnyHost_ReturnsTheStatusOnly(string host)
    {
        await using WebScene scene = await WebScene.StartAsync(StatusExamples.Of(StatusExamples.Running));

        foreach (string path in Probes)
        {
            Assert.Equal((HttpStatusCode.OK, """{"status":"Healthy"}"""), await scene.GetAsync(path, host));
        }
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:9464")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.2:80")]
    [InlineData("[::1]:9464")]
    [InlineData("forwarder.corp")]
    [InlineData("Forwarder.Corp:9464")]
    [InlineData("a.status.corp")]
    public async Task Get_AllowedHost_Returns200(string host)
    {
        await using WebScene scene = await WebScene.StartAsync(StatusExamples.Of(StatusExamples.Running), options =>
        {
            options.AllowedHosts.Add("forwarder.corp");
            options.AllowedHosts.Add("*.status.corp");
        });

        foreach (string path in Restricted)
        {
            Assert.Equal(HttpStatusCode.OK, (await scene.GetAsync(path, host)).Status);
        }
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1", false, null)]
    [InlineData("::1", "localhost", false, null)]
    [InlineData("::ffff:127.0.0.1", "127.0.0.1:80", false, null)]
    [InlineData(null, "localhost", false, null)]
    [InlineData("10.1.2.3", "10.1.2.3", false, 403)]
    [InlineData("10.1.2.3", "localhost", false, 403)]
    [InlineData("10.1.2.3", "10.1.2.3:9464", true, null)]
    [InlineData("::ffff:10.1.2.3", "10.1.2.3", true, null)]
    [InlineData("2001:db8::1", "[2001:db8::1]:9464", true, null)]
    [InlineData("172.17.0.2", "10.1.2.3:9464", true, null)]
    [InlineData("127.0.0.1", "10.1.2.3:9464", false, 400)]
    [InlineData("10.1.2.3", "evil.example", true, 400)]
    [InlineData("10.1.2.3", "", true, 400)]
    [InlineData("10.1.2.3", "forwarder.corp", true, null)]
    public void FindRefusal_AddressAndHost_DecideTogether(string? local, string host, bool allowRemote, int? expected)
    {
        DefaultHttpContext context = new();
        context.Connection.LocalIpAddress = local is null ? null : IPAddress.Parse(local);
        context.Request.Host = new HostString(host);
        StatusPageOptions options = new() { AllowRemoteConnections = allowRemote };
        options.AllowedHosts.Add("forwarder.corp");

        Assert.Equal(expected, new RequestAccess(Options.Create(options)).FindRefusal(context)?.StatusCode);
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SlsSyslog.Serialization;
using SlsSyslog.Transports;

namespace SlsSyslog.Tests;

public sealed class RouteFactoryTests
{
    private const int UnknownName = 322;

    [Theory]
    [InlineData("user.nmae", "actiontrail", "user.name")]
    [InlineData("user.nmae", "auto", "user.name")]
    [InlineData("event.evntName", "actiontrail", "event.eventName")]
    [InlineData("real_client_pi", "waf", "real_client_ip")]
    public async Task CreateBranches_RuleReadsANameThatAProfileDoesNotKnow_WarnsWithTheNearest(string field, string profile, string nearest)
    {
        string rule = $$"""{"field": "{{field}}", "equals": "x"}""";

        Assert.Contains($"no profile knows the field {field}", Assert.Single(await WarnAsync(profile, rule, null)), StringComparison.Ordinal);
        Assert.EndsWith($"A similar name is {nearest}.", Assert.Single(await WarnAsync(profile, null, rule)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("user.name", "actiontrail")]
    [InlineData("event.eventName", "actiontrail")]
    [InlineData("com.example.user", "actiontrail")]
    [InlineData("real_client_pi", "auto")]
    [InlineData("user.nmae", null)]
    public async Task CreateBranches_RuleReadsAKnownOrQuiteDifferentName_DoesNotWarn(string field, string? profile) =>
        Assert.Empty(await WarnAsync(profile, $$"""{"field": "{{field}}", "equals": "x"}""", null));

    private static async Task<string[]> WarnAsync(string? profile, string? filter, string? when)
    {
        using LogLinesProvider log = new();
        using IHost host = TestHost.Build(builder =>
        {
            builder.Services.AddLogging(logging => logging.AddProvider(log));
            builder.UseDeadLetterHandler<MemoryDeadLetters>()
                .AddRoute("other", route => route.From(_ => new MemorySource(new MemoryLease())).ToTransport(_ => new MemoryTransport()));
        });
        RouteOptions options = new() { Filter = filter is null ? null : RecordRule.Parse(filter) };
        if (profile is not null)
        {
            options.Message.Profiles.Add(profile);
        }

        RouteDestinationOptions destination = new() { When = when is null ? null : RecordRule.Parse(when) };
        destination.Destination.Transport = new TcpTransportOptions { Servers = [new SyslogServer(SyslogScheme.Tcp, "127.0.0.1", 514)] };
        options.Destinations.Add("siem", destination);
        foreach (Route branch in host.Services.GetRequiredService<RouteFactory>().CreateBranches("audit", options))
        {
            await branch.DisposeAsync();
        }

        return [.. log.Log.Lines.Where(line => line.Id == UnknownName).Select(line => line.Text)];
    }
}

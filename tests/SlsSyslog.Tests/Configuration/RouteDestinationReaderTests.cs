using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SlsSyslog.Serialization;
using SlsSyslog.Transports;

namespace SlsSyslog.Tests;

public sealed class RouteDestinationReaderTests
{
    [Theory]
    [InlineData("")]
    [InlineData("Routes:audit:")]
    public void Read_SeveralDestinations_HaveTheirTransportRuleAndNecessity(string route)
    {
        IDictionary<string, RouteDestinationOptions> destinations = Read(route, new()
        {
            ["Destinations:siem:Servers"] = "tls://siem.corp:6514",
            ["Destinations:soc:Servers:0"] = "relp://soc.corp",
            ["Destinations:soc:WindowSize"] = "7",
            ["Destinations:soc:MaxUnsettledBytes"] = "1048576",
            ["Destinations:soc:When:Field"] = "level",
            ["Destinations:soc:When:Equals"] = "ERROR",
            ["Destinations:soc:Required"] = "false",
        });

        Assert.Equal(["siem", "soc"], destinations.Keys);
        (RouteDestinationOptions siem, RouteDestinationOptions soc) = (destinations["siem"], destinations["soc"]);
        Assert.Equal("tls://siem.corp:6514", Assert.Single(siem.Destination.Transport!.Servers).ToString());
        Assert.True(siem.Required && siem.When is null && siem.Message is null);
        Assert.Equal(7, Assert.IsType<RelpTransportOptions>(soc.Destination.Transport).WindowSize);
        Assert.Equal((1048576, false), (soc.Destination.MaxUnsettledBytes, soc.Required));
        Assert.Equal(["level"], soc.When!.Fields);
    }

    // Otherwise a filter of the route would reject every record at the destination: its profiles provide the names that the filter reads.
    [Fact]
    public void Read_MessageOfADestination_ContainsOnlyWhatDiffersFromTheRoute()
    {
        IDictionary<string, RouteDestinationOptions> destinations = Read("", new()
        {
            ["Message:Profiles:0"] = "auto",
            ["Message:AppName"] = "audit",
            ["Message:Body"] = "Cef",
            ["Message:Cef:Vendor"] = "Example",
            ["Message:AddFields:site"] = "one",
            ["Message:Rfc5424:StructuredData:0:Id"] = "a@32473",
            ["Destinations:same:Servers:0"] = "tcp://a.corp",
            ["Destinations:json:Servers:0"] = "tcp://b.corp",
            ["Destinations:json:Message:Body"] = "Json",
            ["Destinations:json:Message:AppName"] = "json",
            ["Destinations:json:Message:Rfc5424:StructuredData:0:Id"] = "b@32473",
            ["Destinations:plain:Servers:0"] = "tcp://c.corp",
            ["Destinations:plain:Message:Profiles"] = "actiontrail",
        });

        MessageOptions json = destinations["json"].Message!;
        MessageOptions plain = destinations["plain"].Message!;
        Assert.Null(destinations["same"].Message);
        Assert.Equal(["auto"], json.Profiles);
        Assert.Equal("json", json.AppName);
        Assert.IsType<JsonOptions>(json.Body);
        Assert.Equal("one", json.AddFields["site"]);
        Assert.Equal("b@32473", Assert.Single(json.Rfc5424.StructuredData).Id);
        Assert.Equal(["actiontrail"], plain.Profiles);
        Assert.Equal(("audit", "Example"), (plain.AppName, Assert.IsType<CefOptions>(plain.Body).Vendor));
        Assert.Equal("a@32473", Assert.Single(plain.Rfc5424.StructuredData).Id);
    }

    [Fact]
    public void Validate_RouteHasTheNameOfADestination_IsAnError()
    {
        OptionsValidationException exception = Assert.ThrowsAny<OptionsValidationException>(() => Read("", new()
        {
            ["Destinations:siem:Servers"] = "tcp://a.corp",
            ["Routes:default/siem:Source:Endpoint"] = "cn-hangzhou.log.aliyuncs.com",
            ["Routes:default/siem:Source:Project"] = "sec-prod",
            ["Routes:default/siem:Source:Logstore"] = "actiontrail",
            ["Routes:default/siem:Source:ConsumerGroup"] = "other",
            ["Routes:default/siem:Destination:Servers"] = "tcp://b.corp",
        }));

        Assert.Equal(
            "SlsSyslog:Destinations:siem: The status would have the name 'default/siem' twice: for this destination and for the route of that name. "
                + "Specify a different name for one of them.",
            Assert.Single(exception.Failures));
    }

    private static IDictionary<string, RouteDestinationOptions> Read(string route, Dictionary<string, string?> keys)
    {
        keys["Source:Endpoint"] = "cn-hangzhou.log.aliyuncs.com";
        keys["Source:Project"] = "sec-prod";
        keys["Source:Logstore"] = "actiontrail";
        keys["Source:ConsumerGroup"] = "siem";
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(keys.Select(pair => KeyValuePair.Create($"SlsSyslog:{route}{pair.Key}", pair.Value)))
            .Build();
        ServiceCollection services = new();
        services.AddLogging();
        services.AddSlsSyslogForwarding(configuration.GetSection("SlsSyslog")).UseDeadLetterHandler<MemoryDeadLetters>();
        using ServiceProvider provider = services.BuildServiceProvider();
        SlsSyslogOptions options = provider.GetRequiredService<IOptions<SlsSyslogOptions>>().Value;
        return route.Length == 0 ? options.Destinations : options.Routes["audit"].Destinations;
    }
}

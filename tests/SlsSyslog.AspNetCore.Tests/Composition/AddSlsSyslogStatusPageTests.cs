using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Options;

namespace SlsSyslog.AspNetCore.Tests;

public sealed class AddSlsSyslogStatusPageTests
{
    [Fact]
    public async Task Map_ServicesAreMissing_ThrowsWithTheCallToAdd()
    {
        await using WebApplication app = WebApplication.CreateSlimBuilder().Build();

        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => app.MapSlsSyslog());

        Assert.Contains("AddSlsSyslogStatusPage()", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("forwarder.corp:80")]
    [InlineData("http://forwarder.corp")]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("a b")]
    public async Task Start_InvalidHostName_ThrowsWithPathProblemAndFix(string host)
    {
        OptionsValidationException exception = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            WebScene.StartAsync(StatusExamples.Of(StatusExamples.Running), options => options.AllowedHosts.Add(host)));

        Assert.Equal(
            $"StatusPageOptions:AllowedHosts:0: '{host}' is not a valid host name. "
            + "Specify a name without a port, such as forwarder.corp, or *.corp for all names below it.",
            Assert.Single(exception.Failures));
    }

    [Fact]
    public async Task Add_CalledTwice_AddsTheChecksAndTheHistoryOnce()
    {
        await using WebScene scene = await WebScene.StartAsync(
            StatusExamples.Of(StatusExamples.Running), compose: services => services.AddSlsSyslogStatusPage());

        Assert.Equal(System.Net.HttpStatusCode.OK, (await scene.GetAsync("/health")).Status);
        Assert.Equal(1 + 2, scene.Status.Reads);
    }
}

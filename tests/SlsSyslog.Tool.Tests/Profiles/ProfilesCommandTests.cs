using System.Text.Json;
using SlsSyslog.Serialization;

namespace SlsSyslog.Tool.Tests;

public sealed class ProfilesCommandTests
{
    [Fact]
    public async Task List_AllProfiles_NamesEachWithItsProduct()
    {
        ToolRun text = await ToolRun.StartAsync("profiles", "list");
        ToolRun json = await ToolRun.StartAsync("profiles", "list", "--json");

        Assert.Equal(0, text.ExitCode);
        Assert.All(SourceProfiles.Names, name => Assert.Contains($" {name} ", text.Out, StringComparison.Ordinal));
        Assert.DoesNotContain('\e', text.Out);
        JsonElement[] profiles = [.. JsonDocument.Parse(json.Out).RootElement.EnumerateArray()];
        Assert.Equal(SourceProfiles.Names, profiles.Select(profile => profile.GetProperty("name").GetString()));
        JsonElement trail = profiles.Single(profile => profile.GetProperty("name").GetString() == "actiontrail");
        Assert.Equal("real", trail.GetProperty("evidence").GetString());
        Assert.Equal("actiontrail_audit_event", trail.GetProperty("topics")[0].GetString());
    }

    [Fact]
    public async Task Show_EveryProfile_ShowsWhatItMaps()
    {
        foreach (string name in SourceProfiles.Names)
        {
            ToolRun text = await ToolRun.StartAsync("profiles", "show", name);
            ToolRun json = await ToolRun.StartAsync("profiles", "show", name.ToUpperInvariant(), "--json");

            Assert.Equal(0, text.ExitCode);
            Assert.StartsWith($"{name}: ", text.Out, StringComparison.Ordinal);
            Assert.Equal(name, JsonDocument.Parse(json.Out).RootElement.GetProperty("name").GetString());
        }
    }

    [Fact]
    public async Task Show_ActionTrail_ShowsTopicsAndFields()
    {
        ToolRun run = await ToolRun.StartAsync("profiles", "show", "actiontrail");

        Assert.Contains("topics: actiontrail_audit_event, actiontrail_event", run.Out, StringComparison.Ordinal);
        Assert.Matches(@"event\.id +.*event\.eventId", run.Out);
        Assert.Matches("event\\.kind +.*\"event\"", run.Out);
    }

    [Theory]
    [InlineData("A command is missing.", "profiles")]
    [InlineData("'actiontrial' is not a built-in profile. Did you mean actiontrail? Run 'sls-syslog profiles list' for the names.", "profiles", "show", "actiontrial")]
    [InlineData("'extra' is not a valid argument", "profiles", "list", "extra")]
    [InlineData("show", "profiles", "show")]
    [InlineData("Did you mean list?", "profiles", "lists")]
    public async Task Profiles_InvalidCommandLine_IsRefused(string expected, params string[] args) =>
        (await ToolRun.StartAsync(args)).AssertRefused(expected);
}

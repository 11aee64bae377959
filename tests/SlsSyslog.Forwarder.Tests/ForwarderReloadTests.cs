namespace SlsSyslog.Forwarder.Tests;

/// <summary>A settings file that changes while the Forwarder runs.</summary>
public sealed class ForwarderReloadTests
{
    [Fact]
    public async Task Forwarder_SettingsFileChanges_RefusesWhatIsWrongAndAppliesWhatIsRight()
    {
        await using Scene scene = await Scene.SetAsync(shards: 1);
        string file = Path.Combine(Directory.CreateTempSubdirectory("settings-").FullName, "forwarder.json");
        await File.WriteAllTextAsync(file, Settings("one"));
        ForwarderProcess forwarder = scene.Forward(["--config", file]);
        await scene.HoldsAsync(() => scene.Logs.FindConsumerGroup("siem") is not null, "it runs");

        await File.WriteAllTextAsync(file, Settings("two").Replace("AppName", "AppNam", StringComparison.Ordinal));
        await LogsAsync(scene, forwarder, "[337]", "SlsSyslog:Message:AppNam: The key is unknown. Rename it to AppName, or remove it.");
        await File.WriteAllTextAsync(file, "{ \"SlsSyslog\": ");
        await LogsAsync(scene, forwarder, "[353]", $"{file}: The file is not valid JSON at line 1");
        await File.WriteAllTextAsync(file, Settings("three"));
        await LogsAsync(scene, forwarder, "[338]", "route default is changed");

        NastyLogs.Write(scene.Logs, scene.Ledger, 10);
        await scene.CompleteAsync();
        forwarder.Terminate();
        Assert.Equal(0, await forwarder.WaitForExitAsync());
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    private static string Settings(string appName) => $$"""{ "SlsSyslog": { "Message": { "AppName": "{{appName}}" } } }""";

    private static Task LogsAsync(Scene scene, ForwarderProcess forwarder, string id, string text) => scene.HoldsAsync(
        () => forwarder.Output.Split('\n').Any(line => line.Contains(id, StringComparison.Ordinal) && line.Contains(text, StringComparison.Ordinal)),
        $"{id} {text}");
}

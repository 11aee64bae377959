using System.Globalization;

namespace SlsSyslog.Forwarder.Tests;

/// <summary>The program under the conditions of the image and of the manifests in <c>deploy</c>, without a container engine.</summary>
public sealed class ConfinedRunTests
{
    private const int LogCount = 2000;
    private const int SlowBytesPerSecond = 400_000;

    [Fact]
    public async Task Forwarder_OtherUserReadOnlyFilesNoTmpAndLimitedMemory_ForwardsAndDrains()
    {
        ConfinedProgram.SkipWhereImpossible();
        await using Scene scene = await Scene.SetAsync(shards: 4, bytesPerSecond: SlowBytesPerSecond);
        NastyLogs.Write(scene.Logs, scene.Ledger, LogCount);
        using ConfinedProgram confined = new("""{ "SlsSyslog": { "Message": { "Facility": "local4" } } }""", "testak", "testsk");
        ForwarderProcess forwarder = Start(scene, confined);
        await scene.ReceivedAsync(200);

        Uri address = await scene.ServedAsync(forwarder);
        Assert.Equal(200, (await HttpScene.GetAsync(address, "/health/live")).Code);
        Assert.Equal(200, (await HttpScene.GetAsync(address, "/health/ready")).Code);
        AssertConfined(forwarder);

        // The drain: what was sent is confirmed and committed, what was not is left to the next process.
        forwarder.Terminate();
        int code = await forwarder.WaitForExitAsync();
        Assert.True(code is 0 or 3, forwarder.Output);
        scene.AssertNoCheckpointIsAhead();

        scene.Siem.LimitRate(null);
        ForwarderProcess next = Start(scene, confined);
        await scene.CompleteAsync();
        await scene.CommittedAsync();
        next.Terminate();
        Assert.Equal(0, await next.WaitForExitAsync());
    }

    private static ForwarderProcess Start(Scene scene, ConfinedProgram confined) => scene.Forward(
        confined.Wrap,
        ["--config", ConfinedProgram.SettingsFile],
        HttpScene.AnyPort,
        ("SLS_LOG_FILE", "off"),
        ("STATE_DIRECTORY", ConfinedProgram.StateFolder),
        ("HOME", "/"),
        ("DOTNET_EnableDiagnostics", "0"), // as in the image; .NET would create a socket in /tmp
        ("SLS_AK_ID", ""),
        ("SLS_AK_KEY", ""),
        ("SLS_AK_ID_FILE", $"{ConfinedProgram.SecretsFolder}/id"),
        ("SLS_AK_KEY_FILE", $"{ConfinedProgram.SecretsFolder}/key"));

    private static void AssertConfined(ForwarderProcess forwarder)
    {
        string folder = string.Create(CultureInfo.InvariantCulture, $"/proc/{forwarder.Id}");
        string[] status = File.ReadAllLines($"{folder}/status");
        Assert.Contains($"Uid:\t{ConfinedProgram.UserId}\t{ConfinedProgram.UserId}\t{ConfinedProgram.UserId}\t{ConfinedProgram.UserId}", status);
        Assert.Contains("CapEff:\t0000000000000000", status);
        Assert.True(File.Exists($"{folder}/root{ConfinedProgram.StateFolder}/dead-letters.jsonl"), "The state folder has the dead-letter file.");
        Assert.Empty(Directory.GetFileSystemEntries($"{folder}/root/tmp"));
    }
}

namespace SlsSyslog.Tool.Tests;

/// <summary>The check of settings in a build, which has neither the network nor the secrets nor the files of the machine that uses them.</summary>
public sealed class OfflineCheckTests
{
    private const string Missing = "/no/such/folder";

    [Fact]
    public async Task Check_Offline_NeedsNoNetworkAndNoSecret()
    {
        await using CheckScene scene = await CheckScene.StartAsync();
        scene.Write("""{ "Type": "AccessKey" }""");
        scene.Siem.Refuse();

        CheckOutcome outcome = await scene.CheckAsync("--offline", "--strict");

        Assert.True(outcome.ExitCode == 0, outcome.Text);
        Assert.Equal(["settings", "this machine", "format"], outcome.Results.Select(result => result.Name));
        Assert.Equal(
            "Not checked offline: SlsSyslog:DeadLetterFile, SlsSyslog:Source:Credentials:AccessKeyId, "
                + "SlsSyslog:Source:Credentials:AccessKeySecret, credentials.",
            outcome["this machine"].Detail);
        Assert.Empty(scene.Sls.Journal);
    }

    [Fact]
    public async Task Check_OfflineFilesOfAnotherMachine_AreNotCheckedAndNotCreated()
    {
        await using CheckScene scene = await CheckScene.StartAsync();

        CheckOutcome outcome = await scene.CheckAsync([
            "--offline", .. CheckScene.To("tls://siem.corp:6514"),
            "--SlsSyslog:Destination:Tls:TrustedCertificatesPath", $"{Missing}/ca.pem",
            "--SlsSyslog:Destination:Tls:ClientCertificatePath", $"{Missing}/client.pem",
            "--SlsSyslog:Ledger:Folder", $"{Missing}/ledger"]);

        Assert.True(outcome.ExitCode == 0, outcome.Text);
        Assert.Equal(
            "Not checked offline: SlsSyslog:DeadLetterFile, SlsSyslog:Destination:Tls:ClientCertificatePath, "
                + "SlsSyslog:Destination:Tls:TrustedCertificatesPath, SlsSyslog:Ledger:Folder, credentials.",
            outcome["this machine"].Detail);
        Assert.False(File.Exists(scene.DeadLetterFile));
    }

    // What is wrong on every machine.
    [Theory]
    [InlineData("'NO' is not a valid project name", "--SlsSyslog:Source:Project", "NO")]
    [InlineData("Tls:ClientKeyPath", "--SlsSyslog:Destination:Tls:ClientKeyPath", "/no/client.key", "--SlsSyslog:Destination:Servers:0", "tls://h:1")]
    [InlineData("The key is unknown", "--SlsSyslog:Source:Projct", "sec-prod")]
    [InlineData("Credentials:EcsRole: The option has no effect", "--SlsSyslog:Source:Credentials:EcsRole", "reader")]
    public async Task Check_OfflineInvalidSetting_IsAnError(string expected, params string[] args)
    {
        await using CheckScene scene = await CheckScene.StartAsync();

        ToolRun run = await scene.RunAsync(["--offline", .. args]);

        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("DeadLetterFile", run.Error, StringComparison.Ordinal);
    }

    // The build server has variables for something else.
    [Fact]
    public async Task Check_OfflineWithHalfOfAKeyInTheEnvironment_DoesNotReadIt()
    {
        await using CheckScene scene = await CheckScene.StartAsync();
        using ToolProcess process = new(
            new Dictionary<string, string> { ["SLS_AK_KEY"] = "half", ["ALIBABA_CLOUD_ACCESS_KEY_ID"] = "a b" },
            "check", "--offline", "--config", scene.Settings);

        Assert.True(await process.WaitForExitAsync() == 0, process.Error);
        Assert.Contains("✓ settings", process.Out, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', process.Out + process.Error);
    }
}

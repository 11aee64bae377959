using System.Text.Json;

namespace SlsSyslog.Tool.Tests;

/// <summary>An emulator with a logstore, a receiver, and settings that fit both. No output of a check may contain the secret.</summary>
internal sealed class CheckScene : IAsyncDisposable
{
    public const string Project = "sec-prod";
    public const string Store = "actiontrail";
    public const string Secret = "s3cr3t-of-the-check";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("check-");

    private CheckScene(SlsEmulator sls, SyslogCaptureServer siem, TimeSpan? retention)
    {
        (Sls, Siem) = (sls, siem);
        Logstore = sls.CreateLogstore(Project, Store, 2, retention);
        Settings = Path.Combine(_folder.FullName, "settings.json");
        Write("""{ "Type": "AccessKey", "AccessKeyId": "testak", "AccessKeySecret": "SECRET" }""");
    }

    public SlsEmulator Sls { get; }

    public EmulatorLogstore Logstore { get; }

    public SyslogCaptureServer Siem { get; }

    public string Settings { get; }

    public string DeadLetterFile => Path.Combine(_folder.FullName, "dead-letters.jsonl");

    public static async Task<CheckScene> StartAsync(SyslogCaptureOptions? siem = null, TimeSpan? retention = null) => new(
        await SlsEmulator.StartAsync(new SlsEmulatorOptions { AccessKeySecret = Secret }), await SyslogCaptureServer.StartAsync(siem), retention);

    /// <summary>Writes the settings again with other credentials.</summary>
    public void Write(string credentials) => File.WriteAllText(Settings, $$"""
        {
          "SlsSyslog": {
            "Source": {
              "Endpoint": "{{Sls.Endpoint}}", "Project": "{{Project}}", "Logstore": "{{Store}}", "ConsumerGroup": "siem",
              "Credentials": {{credentials.Replace("SECRET", Secret, StringComparison.Ordinal)}}
            },
            "Message": { "Preset": "generic-5424" },
            "Destination": { "Servers": [ "tcp://127.0.0.1:{{Siem.Port}}" ] },
            "DeadLetterFile": "{{DeadLetterFile}}"
          }
        }
        """);

    /// <summary>Returns the arguments that replace the receiver of the settings.</summary>
    public static string[] To(params string[] servers) =>
        [.. servers.SelectMany((server, i) => new[] { $"--SlsSyslog:Destination:Servers:{i}", server })];

    /// <summary>Runs the check with arguments, as JSON.</summary>
    public async Task<CheckOutcome> CheckAsync(params string[] args)
    {
        ToolRun run = await RunAsync(["--json", .. args]);
        Assert.Equal("", run.Error);
        return new CheckOutcome(run.ExitCode, run.Out, JsonSerializer.Deserialize(run.Out, CheckJson.Default.CheckDocument)!);
    }

    /// <summary>Runs the check with arguments.</summary>
    public async Task<ToolRun> RunAsync(params string[] args)
    {
        ToolRun run = await ToolRun.StartAsync(["check", "--config", Settings, .. args]).WaitAsync(Eventually.Deadline * 2);
        Assert.DoesNotContain(Secret, run.Out + run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', run.Out + run.Error);
        return run;
    }

    public async ValueTask DisposeAsync()
    {
        await Sls.DisposeAsync();
        await Siem.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}

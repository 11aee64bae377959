namespace SlsSyslog.Tool.Tests;

/// <summary>Writes the settings of a route that reads an emulator.</summary>
internal sealed class ToolScene : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tool-scene-");

    public ToolScene(SlsEmulator emulator, string project, string logstore, string group, string server = "tcp://127.0.0.1:1", string more = "")
    {
        Settings = Path.Combine(_folder.FullName, "settings.json");
        File.WriteAllText(Settings, $$"""
            {
              "SlsSyslog": {
                "Source": {
                  "Endpoint": "{{emulator.Endpoint}}", "Project": "{{project}}", "Logstore": "{{logstore}}", "ConsumerGroup": "{{group}}",
                  "Credentials": { "Type": "AccessKey", "AccessKeyId": "testak", "AccessKeySecret": "testsk" }
                },
                "Destination": { "Servers": [ "{{server}}" ] },
                "DeadLetterFile": "{{Path.Combine(_folder.FullName, "dead-letters.jsonl")}}"{{more}}
              }
            }
            """);
    }

    public string Settings { get; }

    public string Folder => _folder.FullName;

    public Task<ToolRun> RunAsync(params string[] args) => ToolRun.StartAsync([.. args, "--config", Settings]);

    public Task<ToolRun> AnswerAsync(string input, params string[] args) => ToolRun.StartAsync([.. args, "--config", Settings], input);

    public void Dispose() => _folder.Delete(recursive: true);
}

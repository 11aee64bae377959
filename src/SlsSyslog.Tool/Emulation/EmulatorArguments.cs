using SlsSyslog.Testing;

namespace SlsSyslog.Tool;

/// <summary>The options of the emulator on the command line.</summary>
internal sealed class EmulatorArguments
{
    private readonly Option<int> _port = ToolOptions.Number("--port", "The port; 0 lets the system choose one.", 8401, 0, 65535);
    private readonly Option<string?> _project = ToolOptions.Text("--project", "NAME", "The project that exists from the start.", "test-project");
    private readonly Option<string?> _logstore = ToolOptions.Text("--logstore", "NAME", "The logstore of the project.", "logs");
    private readonly Option<int> _shards = ToolOptions.Number("--shards", "The number of shards of the logstore, from 1 to 100.", 4, 1, 100);
    private readonly Option<string?> _load = ToolOptions.Text(
        "--load", "FILE", "Loads logs from a file of JSON lines, one object of fields per line.");
    private readonly Option<string?> _data = ToolOptions.Text(
        "--data", "FOLDER", "Keeps projects, logs, consumer groups and checkpoints in a folder.");

    private readonly Option<(string Id, string Secret)?> _accessKey = new("--access-key")
    {
        Description = "The access key. The default is testak:testsk.",
        HelpName = "ID:SECRET",
        CustomParser = result => ToolOptions.ValueOf(result).Split(':', 2) is [{ Length: > 0 } id, { Length: > 0 } secret]
            ? (id, secret)
            : ToolOptions.Reject<(string, string)?>(result, "The value of --access-key is not valid. Specify ID:SECRET."),
    };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_port, _project, _logstore, _shards, _accessKey, _load, _data])
        {
            command.Options.Add(option);
        }
    }

    public EmulatorRun Read(ParseResult result)
    {
        (string accessKeyId, string accessKeySecret) = result.GetValue(_accessKey) ?? ("testak", "testsk");
        SlsEmulatorOptions options = new()
        {
            Port = result.GetValue(_port),
            AccessKeyId = accessKeyId,
            AccessKeySecret = accessKeySecret,
            DataDirectory = result.GetValue(_data),
        };
        return new EmulatorRun(options, result.GetValue(_project)!, result.GetValue(_logstore)!, result.GetValue(_shards), result.GetValue(_load));
    }
}

using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace SlsSyslog.Emulator;

/// <summary>The command line of the emulator.</summary>
internal sealed class EmulatorCommand : RootCommand
{
    public EmulatorCommand()
        : base("An emulator of Alibaba Cloud SLS (LogHub) on loopback.")
    {
        foreach (Option option in (Option[])[Port, Project, Logstore, Shards, AccessKey, Load, Data])
        {
            Options.Add(option);
        }
    }

    public Option<int> Port { get; } = Number("--port", "The port; 0 lets the system choose one.", 8401, 0, 65535);

    public Option<string> Project { get; } = Text("--project", "The project that exists from the start.", "test-project");

    public Option<string> Logstore { get; } = Text("--logstore", "The logstore of the project.", "logs");

    public Option<int> Shards { get; } = Number("--shards", "The number of shards of the logstore, from 1 to 100.", 4, 1, 100);

    public Option<(string Id, string Secret)> AccessKey { get; } = new("--access-key")
    {
        Description = "The access key. The default is testak:testsk.",
        HelpName = "ID:SECRET",
        DefaultValueFactory = _ => ("testak", "testsk"),
        CustomParser = result => ValueOf(result).Split(':', 2) is [{ Length: > 0 } id, { Length: > 0 } secret]
            ? (id, secret)
            : Fail<(string, string)>(result, "The value of --access-key is not valid. Specify ID:SECRET."),
    };

    public Option<string?> Load { get; } = new("--load")
    {
        Description = "Loads logs from a file of JSON lines, one object of fields per line.",
        HelpName = "FILE",
    };

    public Option<string?> Data { get; } = new("--data")
    {
        Description = "Keeps projects, logs, consumer groups and checkpoints in a folder.",
        HelpName = "FOLDER",
    };

    private static Option<int> Number(string name, string description, int defaultValue, int min, int max) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => defaultValue,
        CustomParser = result =>
            int.TryParse(ValueOf(result), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= min && number <= max
                ? number
                : Fail<int>(result, $"The value '{ValueOf(result)}' of {name} is not valid. Specify a number from {min} to {max}."),
    };

    private static Option<string> Text(string name, string description, string defaultValue) => new(name)
    {
        Description = description,
        HelpName = "NAME",
        DefaultValueFactory = _ => defaultValue,
    };

    private static string ValueOf(ArgumentResult result) => result.Tokens is [Token token] ? token.Value : "";

    private static T? Fail<T>(ArgumentResult result, string message)
    {
        result.AddError(message);
        return default;
    }
}

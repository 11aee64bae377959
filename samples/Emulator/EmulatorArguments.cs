using System.Globalization;

namespace SlsSyslog.Emulator;

/// <summary>The command line of the emulator.</summary>
internal sealed class EmulatorArguments
{
    public const string Usage = """
        An emulator of Alibaba Cloud SLS (LogHub) on loopback.

          --port N                  the port (default 8401; 0 lets the system choose)
          --project NAME            the project that exists from the start (default test-project)
          --logstore NAME           its logstore (default logs)
          --shards N                its shards, 1 to 100 (default 4)
          --access-key ID:SECRET    the access key (default testak:testsk)
          --load FILE               loads logs from a file of JSON lines, one object of fields a line
          --data DIR                keeps projects, logs, consumer groups and checkpoints in a folder
          --help                    shows this

        """;

    public int Port { get; private set; } = 8401;

    public string Project { get; private set; } = "test-project";

    public string Logstore { get; private set; } = "logs";

    public int Shards { get; private set; } = 4;

    public string AccessKeyId { get; private set; } = "testak";

    public string AccessKeySecret { get; private set; } = "testsk";

    public string? LoadFile { get; private set; }

    public string? DataDirectory { get; private set; }

    public bool IsHelp { get; private set; }

    /// <exception cref="ArgumentException">An argument is unknown or wrong; the text is one line for the user.</exception>
    public static EmulatorArguments Parse(IReadOnlyList<string> arguments)
    {
        EmulatorArguments parsed = new();
        for (int index = 0; index < arguments.Count; index++)
        {
            string name = arguments[index];
            if (name is "--help" or "-h")
            {
                parsed.IsHelp = true;
                continue;
            }

            index++;
            parsed.Set(name, index < arguments.Count ? arguments[index] : null);
        }

        return parsed;
    }

    private void Set(string name, string? value)
    {
        switch (name)
        {
            case "--port":
                Port = Number(name, value, 0, 65535);
                break;
            case "--project":
                Project = Text(name, value);
                break;
            case "--logstore":
                Logstore = Text(name, value);
                break;
            case "--shards":
                Shards = Number(name, value, 1, 100);
                break;
            case "--access-key":
                (AccessKeyId, AccessKeySecret) = Text(name, value).Split(':', 2) is [{ Length: > 0 } id, { Length: > 0 } secret]
                    ? (id, secret)
                    : throw new ArgumentException("--access-key wants ID:SECRET");
                break;
            case "--load":
                LoadFile = Text(name, value);
                break;
            case "--data":
                DataDirectory = Text(name, value);
                break;
            default:
                throw new ArgumentException($"unknown option {name}; --help shows all");
        }
    }

    private static string Text(string name, string? value) =>
        string.IsNullOrWhiteSpace(value) ? throw new ArgumentException($"{name} wants a value") : value;

    private static int Number(string name, string? value, int least, int greatest) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= greatest
            ? number
            : throw new ArgumentException($"{name} wants a number from {least} to {greatest}");
}

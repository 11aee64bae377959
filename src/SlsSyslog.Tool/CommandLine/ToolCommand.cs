namespace SlsSyslog.Tool;

/// <summary>Represents a command of the tool, with examples for its help, and with an action that signals interrupt.</summary>
/// <param name="name">The name.</param>
/// <param name="description">What the command does, in one sentence.</param>
internal sealed class ToolCommand(string name, string description) : Command(name, description)
{
    /// <summary>Gets the option with the settings file.</summary>
    public static Option<string?> Config { get; } = new("--config")
    {
        Description = "The settings file. The default is appsettings.json in the folder of the program. --SlsSyslog:KEY VALUE overrides a key.",
        HelpName = "FILE",
    };

    /// <summary>Gets the examples of the help: whole command lines.</summary>
    public IList<string> Examples { get; init; } = [];

    /// <summary>Gets a value that indicates whether the command reads the settings of the forwarder.</summary>
    public bool UsesSettings
    {
        get => Options.Contains(Config);
        init
        {
            if (value)
            {
                Options.Add(Config);
            }
        }
    }

    /// <summary>Gets a value that indicates whether the command changes nothing, so that its interruption does not either.</summary>
    public bool ChangesNothing { get; init; }

    /// <summary>Adds several options.</summary>
    public void AddAll(params IEnumerable<Option> options)
    {
        foreach (Option option in options)
        {
            Options.Add(option);
        }
    }

    /// <summary>Sets the action. Its token is canceled by SIGINT, SIGTERM and SIGHUP.</summary>
    public void Run(Func<ParseResult, CancellationToken, Task<ToolExitCode>> action) => SetAction(async (result, cancellationToken) =>
    {
        using ToolSignals signals = new(cancellationToken);
        try
        {
            return (int)await action(result, signals.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            throw new ToolException(ChangesNothing ? "Interrupted. Nothing was changed." : "Interrupted.", ToolExitCode.Interrupted);
        }
    });
}

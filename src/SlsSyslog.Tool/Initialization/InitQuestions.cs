namespace SlsSyslog.Tool;

/// <summary>The questions of <c>init</c>, in the order in which they are asked.</summary>
internal static class InitQuestions
{
    private static readonly InitAnswers Defaults = new();

    public static InitQuestion[] Create() =>
    [
        Ask("--preset", "PRESET", $"Which SIEM receives the logs? One of {string.Join(", ", SyslogPresets.Names)}.", "Message:Preset",
            Defaults.Preset, (answers, text) => answers with { Preset = text }, SyslogPresets.Names),
        Ask("--log-type", "PROFILE", "Which log type is in the logstore? A name of 'sls-syslog profiles list', auto for all of them, or none.",
            "Message:Profiles", Defaults.LogType, (answers, text) => answers with { LogType = text }, [.. SourceProfiles.Names, "auto", "none"]),
        Ask("--endpoint", "ADDRESS", "What is the endpoint of SLS? For example cn-hangzhou.log.aliyuncs.com.", "Source:Endpoint",
            null, (answers, text) => answers with { Endpoint = text }),
        Ask("--project", "NAME", "What is the name of the project?", "Source:Project",
            null, (answers, text) => answers with { Project = text }),
        Ask("--logstore", "NAME", "What is the name of the logstore?", "Source:Logstore",
            null, (answers, text) => answers with { Logstore = text }),
        Ask("--group", "NAME", "What is the name of the consumer group? Processes with the same group share the shards.", "Source:ConsumerGroup",
            Defaults.ConsumerGroup, (answers, text) => answers with { ConsumerGroup = text }),
        Ask("--start-from", "POSITION", "Where does a new group begin? Earliest, Latest, or a time such as 2026-01-31T08:00:00Z.", "Source:StartFrom",
            Defaults.StartFrom, (answers, text) => answers with { StartFrom = text }, ["Earliest", "Latest"]),
        Ask("--destination", "URL", "Where are messages sent? For example tls://siem.corp:6514; also tcp, udp, relp and relps.", "Destination",
            null, (answers, text) => answers with { Destination = text }),
    ];

    private static InitQuestion Ask(
        string name,
        string helpName,
        string question,
        string key,
        string? defaultAnswer,
        Func<InitAnswers, string, InitAnswers> apply,
        IEnumerable<string>? completions = null)
    {
        string description = defaultAnswer is null ? question : $"{question} The default is {defaultAnswer}.";
        Option<string?> option = ToolOptions.Text(name, helpName, description);
        if (completions is not null)
        {
            option.CompletionSources.Add([.. completions]);
        }

        return new InitQuestion(option, question, key, defaultAnswer, apply);
    }
}

namespace SlsSyslog.Tool;

/// <summary>Specifies how the results of checks are written.</summary>
internal enum CheckFormat
{
    /// <summary>One line for each check, for people.</summary>
    Text,

    /// <summary>One JSON object.</summary>
    Json,

    /// <summary>What Nagios and systems like it read from a plugin.</summary>
    Nagios,

    /// <summary>The text format of Prometheus, for the collector of text files.</summary>
    Prometheus,
}

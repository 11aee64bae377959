namespace SlsSyslog.Tool;

/// <summary>The answers from which the files are written. The defaults are valid, so that one answer can be checked without the others.</summary>
internal sealed record InitAnswers
{
    public string Preset { get; init; } = "generic-5424";

    /// <summary>Gets the name of a built-in profile, <c>auto</c> for all of them, or <c>none</c>.</summary>
    public string LogType { get; init; } = "auto";

    public string Endpoint { get; init; } = "cn-hangzhou.log.aliyuncs.com";

    public string Project { get; init; } = "project";

    public string Logstore { get; init; } = "logstore";

    public string ConsumerGroup { get; init; } = "siem";

    public string StartFrom { get; init; } = "Earliest";

    public string Destination { get; init; } = "tcp://127.0.0.1:514";
}

namespace SlsSyslog.Testing;

/// <summary>Specifies the options of a <see cref="FunctionTrigger"/>. Function and endpoint are required.</summary>
public sealed class FunctionTriggerOptions
{
    /// <summary>Gets or sets the address of the function's web server, such as <c>http://127.0.0.1:9000</c>. Required.</summary>
    public required Uri Function { get; set; }

    /// <summary>Gets or sets the address of the emulator that the event contains. Required.</summary>
    public required Uri Endpoint { get; set; }

    /// <summary>Gets or sets the interval at which each shard is checked. The default is 60 s, as the service proposes.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets or sets the time limit, which a header contains. A longer invocation is aborted and fails. The default is 60 s.</summary>
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets or sets the maximum number of LogGroups per invocation. The default is 1000.</summary>
    public int MaxGroups { get; set; } = 1000;

    /// <summary>Gets or sets the access key id of the function's role. The default is <c>testak</c>.</summary>
    public string AccessKeyId { get; set; } = "testak";

    /// <summary>Gets or sets the secret of the function's role. The default is <c>testsk</c>.</summary>
    public string AccessKeySecret { get; set; } = "testsk";

    /// <summary>Gets or sets the security token of the function's role. The default is <see langword="null"/>, which omits the header.</summary>
    public string? SecurityToken { get; set; }

    /// <summary>Gets or sets the clock of intervals and time limits. The default is the system clock.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}

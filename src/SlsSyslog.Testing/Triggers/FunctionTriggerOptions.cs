namespace SlsSyslog.Testing;

/// <summary>How a <see cref="FunctionTrigger"/> fires. Function and endpoint are required.</summary>
public sealed class FunctionTriggerOptions
{
    /// <summary>The address of the function's web server, such as <c>http://127.0.0.1:9000</c>. Required.</summary>
    public required Uri Function { get; set; }

    /// <summary>The address of the emulator, told to the function in the event. Required.</summary>
    public required Uri Endpoint { get; set; }

    /// <summary>How often each shard is looked at. Default 60 s, as the service proposes.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The function's time limit: told in the header, and after it the invocation is cut off and counts as failed. Default 60 s.</summary>
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The most LogGroups of one firing. Default 1000.</summary>
    public int MaxGroups { get; set; } = 1000;

    /// <summary>The access key id of the function's role. Default <c>testak</c>.</summary>
    public string AccessKeyId { get; set; } = "testak";

    /// <summary>The secret of the function's role. Default <c>testsk</c>.</summary>
    public string AccessKeySecret { get; set; } = "testsk";

    /// <summary>The security token of the function's role; null, the default, leaves the header out.</summary>
    public string? SecurityToken { get; set; }

    /// <summary>The clock of intervals and time limits. Default the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}

namespace SlsSyslog.Testing;

/// <summary>
/// What the service would refuse: over HTTP an answer of this status, code and text, from within the process this exception.
/// </summary>
public sealed class EmulatorException : Exception
{
    /// <summary>Makes a refusal.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">The SLS error code.</param>
    /// <param name="message">The text for people.</param>
    public EmulatorException(int status, string code, string message)
        : base(message)
    {
        Status = status;
        Code = code;
    }

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>The SLS error code.</summary>
    public string Code { get; }

    internal static EmulatorException ParameterInvalid(string message) => new(400, "ParameterInvalid", message);

    internal static EmulatorException ProjectNotExist(string project) => new(404, "ProjectNotExist", $"The Project does not exist : {project}");

    internal static EmulatorException LogStoreNotExist(string logstore) => new(404, "LogStoreNotExist", $"logstore {logstore} does not exist");

    internal static EmulatorException ConsumerGroupNotExist() => new(404, "ConsumerGroupNotExist", "consumer group not exist");

    // 400 on cursors and pulls, 404 on checkpoints
    internal static EmulatorException ShardNotExist(int shard, int status = 400) => new(status, "ShardNotExist", $"shard {shard} does not exist");

    internal static EmulatorException InvalidCursor(string cursor) =>
        new(400, "InvalidCursor", $"the cursor {cursor} lies outside of the retained range");
}

using System.Diagnostics.CodeAnalysis;

namespace SlsSyslog.Testing;

/// <summary>Represents an error of the emulated service: the status, code and message of a response, or this exception in process.</summary>
public sealed class EmulatorException : Exception
{
    /// <summary>Initializes a new instance of the <see cref="EmulatorException"/> class.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">The SLS error code.</param>
    /// <param name="message">The message.</param>
    public EmulatorException(int status, string code, string message)
        : base(message)
    {
        Status = status;
        Code = code;
    }

    /// <summary>Gets the HTTP status.</summary>
    public int Status { get; }

    /// <summary>Gets the SLS error code.</summary>
    public string Code { get; }

    internal static void ThrowIf([DoesNotReturnIf(true)] bool condition, int status, string code, string message)
    {
        if (condition)
        {
            throw new EmulatorException(status, code, message);
        }
    }

    internal static void ThrowIfInvalid([DoesNotReturnIf(true)] bool condition, string message) =>
        ThrowIf(condition, 400, "ParameterInvalid", message);

    internal static EmulatorException ParameterInvalid(string message) => new(400, "ParameterInvalid", message);

    internal static EmulatorException ProjectNotExist(string project) => new(404, "ProjectNotExist", $"The Project does not exist : {project}");

    internal static EmulatorException LogStoreNotExist(string logstore) => new(404, "LogStoreNotExist", $"logstore {logstore} does not exist");

    internal static EmulatorException ConsumerGroupNotExist() => new(404, "ConsumerGroupNotExist", "consumer group not exist");

    // 400 on cursors and pulls, 404 on checkpoints
    internal static EmulatorException ShardNotExist(int shard, int status = 400) => new(status, "ShardNotExist", $"shard {shard} does not exist");

    internal static EmulatorException InvalidCursor(string cursor) =>
        new(400, "InvalidCursor", $"the cursor {cursor} is outside the retained range");
}

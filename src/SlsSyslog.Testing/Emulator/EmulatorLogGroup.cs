namespace SlsSyslog.Testing;

/// <summary>Represents a LogGroup of SLS: the unit of one write and one cursor step.</summary>
public sealed class EmulatorLogGroup
{
    /// <summary>Initializes a new instance of the <see cref="EmulatorLogGroup"/> class.</summary>
    public EmulatorLogGroup()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="EmulatorLogGroup"/> class with logs and without topic, source and tags.</summary>
    /// <param name="logs">The logs in order.</param>
    public EmulatorLogGroup(params IReadOnlyList<EmulatorLog> logs) => Logs = logs;

    /// <summary>Gets the logs in order. An empty group is valid.</summary>
    public IReadOnlyList<EmulatorLog> Logs { get; init; } = [];

    /// <summary>Gets the topic. The default is <see langword="null"/>, which omits it.</summary>
    public ReadOnlyMemory<byte>? Topic { get; init; }

    /// <summary>Gets the source, often an address. The default is <see langword="null"/>, which omits it.</summary>
    public ReadOnlyMemory<byte>? Source { get; init; }

    /// <summary>Gets the tags in order.</summary>
    public IReadOnlyList<EmulatorField> Tags { get; init; } = [];

    /// <summary>Encodes the group as the service does (protobuf message LogGroup).</summary>
    /// <returns>The encoded bytes.</returns>
    public byte[] Encode() => LogGroupWriter.Write(this);

    /// <summary>Decodes a group.</summary>
    /// <param name="bytes">A protobuf message LogGroup.</param>
    /// <returns>The group.</returns>
    /// <exception cref="FormatException">The bytes are not a valid LogGroup.</exception>
    public static EmulatorLogGroup Decode(ReadOnlyMemory<byte> bytes) => LogGroupReader.Read(bytes);
}

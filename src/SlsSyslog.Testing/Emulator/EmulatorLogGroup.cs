namespace SlsSyslog.Testing;

/// <summary>A LogGroup of SLS: the unit that one write stores and one cursor step passes.</summary>
public sealed class EmulatorLogGroup
{
    /// <summary>Makes an empty group; set its members.</summary>
    public EmulatorLogGroup()
    {
    }

    /// <summary>Makes a group of logs without topic, source and tags.</summary>
    /// <param name="logs">The logs in order.</param>
    public EmulatorLogGroup(params IReadOnlyList<EmulatorLog> logs) => Logs = logs;

    /// <summary>The logs in order; an empty group is legal.</summary>
    public IReadOnlyList<EmulatorLog> Logs { get; init; } = [];

    /// <summary>The topic; null, the default, leaves it out.</summary>
    public ReadOnlyMemory<byte>? Topic { get; init; }

    /// <summary>The source, often an address; null, the default, leaves it out.</summary>
    public ReadOnlyMemory<byte>? Source { get; init; }

    /// <summary>The tags in order.</summary>
    public IReadOnlyList<EmulatorField> Tags { get; init; } = [];

    /// <summary>Writes the group as the service does (protobuf message LogGroup).</summary>
    /// <returns>The encoded bytes.</returns>
    public byte[] Encode() => LogGroupWriter.Write(this);

    /// <summary>Reads an encoded group.</summary>
    /// <param name="bytes">A protobuf message LogGroup.</param>
    /// <returns>The group.</returns>
    /// <exception cref="FormatException">The bytes are not a LogGroup.</exception>
    public static EmulatorLogGroup Decode(ReadOnlyMemory<byte> bytes) => LogGroupReader.Read(bytes);
}

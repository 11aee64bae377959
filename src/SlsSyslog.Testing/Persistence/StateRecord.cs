namespace SlsSyslog.Testing;

/// <summary>Represents one change of the emulator's state. The meaning of name, text, numbers and bytes depends on the change.</summary>
internal sealed record StateRecord(StateChange Change, DateTimeOffset At, string Project, string Logstore)
{
    public string Name { get; init; } = "";

    public string Text { get; init; } = "";

    public long Number { get; init; }

    public long Second { get; init; }

    public ReadOnlyMemory<byte> Bytes { get; init; }

    public byte[] Encode()
    {
        using MemoryStream output = new();
        using (BinaryWriter writer = new(output, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(0);
            writer.Write((byte)Change);
            writer.Write(At.UtcTicks);
            writer.Write(Project);
            writer.Write(Logstore);
            writer.Write(Name);
            writer.Write(Text);
            writer.Write(Number);
            writer.Write(Second);
            writer.Write(Bytes.Length);
            writer.Write(Bytes.Span);
            writer.Seek(0, SeekOrigin.Begin);
            writer.Write((int)output.Length - sizeof(int));
        }

        return output.ToArray();
    }

    /// <summary>Reads one record after its length.</summary>
    /// <exception cref="EndOfStreamException">The record is incomplete.</exception>
    public static StateRecord Decode(BinaryReader reader) =>
        new((StateChange)reader.ReadByte(), new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero), reader.ReadString(), reader.ReadString())
        {
            Name = reader.ReadString(),
            Text = reader.ReadString(),
            Number = reader.ReadInt64(),
            Second = reader.ReadInt64(),
            Bytes = reader.ReadBytes(reader.ReadInt32()),
        };
}

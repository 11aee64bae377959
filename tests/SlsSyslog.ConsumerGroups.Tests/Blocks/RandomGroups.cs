using Google.Protobuf;
using WireType = Google.Protobuf.WireFormat.WireType;

namespace SlsSyslog.ConsumerGroups.Tests;

// Writes LogGroupLists with everything the wire format allows: any order, repeated and absent fields, unknown fields of every type.
internal sealed class RandomGroups(Random random)
{
    public byte[] WriteList() =>
        Write(output => Repeat(4, () => WriteMessage(output, 1, WriteGroup), output));

    private void WriteGroup(CodedOutputStream output)
    {
        Action[] parts =
        [
            () => Repeat(5, () => WriteMessage(output, 1, WriteLog), output),
            () => WriteBytes(output, 2),
            () => WriteBytes(output, 3),
            () => WriteBytes(output, 4),
            () => WriteBytes(output, 5),
            () => Repeat(3, () => WriteMessage(output, 6, WritePair), output),
        ];
        WriteSome(parts);
    }

    private void WriteLog(CodedOutputStream output)
    {
        Action[] parts =
        [
            () =>
            {
                output.WriteTag(1, WireType.Varint);
                output.WriteUInt64((ulong)random.NextInt64() >> random.Next(64));
            },
            () => Repeat(20, () => WriteMessage(output, 2, WritePair), output),
            () =>
            {
                output.WriteTag(4, WireType.Fixed32);
                output.WriteFixed32((uint)random.Next(1_100_000_000));
            },
        ];
        WriteSome(parts);
    }

    private void WritePair(CodedOutputStream output)
    {
        Action[] parts = [() => WriteBytes(output, 1), () => WriteBytes(output, 2)];
        if (random.Next(4) > 0)
        {
            // The most common form.
            parts[0]();
            parts[1]();
            return;
        }

        WriteSome(parts);
        WriteUnknown(output);
    }

    // Sometimes in another order, left out or written twice.
    private void WriteSome(Action[] parts)
    {
        if (random.Next(3) == 0)
        {
            random.Shuffle(parts);
        }

        foreach (Action part in parts)
        {
            for (int times = random.Next(8) switch { 0 => 0, 1 => 2, _ => 1 }; times > 0; times--)
            {
                part();
            }
        }
    }

    private void Repeat(int most, Action write, CodedOutputStream output)
    {
        for (int count = random.Next(most + 1); count > 0; count--)
        {
            write();
            if (random.Next(10) == 0)
            {
                WriteUnknown(output);
            }
        }
    }

    private void WriteUnknown(CodedOutputStream output)
    {
        int field = random.Next(2) == 0 ? random.Next(7, 16) : random.Next(16, 100_000);
        switch (random.Next(4))
        {
            case 0:
                output.WriteTag(field, WireType.Varint);
                output.WriteUInt64((ulong)random.NextInt64());
                break;
            case 1:
                output.WriteTag(field, WireType.Fixed64);
                output.WriteFixed64((ulong)random.NextInt64());
                break;
            case 2:
                WriteBytes(output, field);
                break;
            default:
                output.WriteTag(field, WireType.Fixed32);
                output.WriteFixed32((uint)random.Next());
                break;
        }
    }

    private void WriteBytes(CodedOutputStream output, int field)
    {
        int length = random.Next(20) switch { 0 => random.Next(100, 400), 1 => 0, 2 => random.Next(16_300, 16_500), _ => random.Next(1, 30) };
        byte[] bytes = new byte[length];
        random.NextBytes(bytes);
        output.WriteTag(field, WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(bytes));
    }

    private static void WriteMessage(CodedOutputStream output, int field, Action<CodedOutputStream> write)
    {
        output.WriteTag(field, WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(Write(write)));
    }

    private static byte[] Write(Action<CodedOutputStream> write)
    {
        using MemoryStream bytes = new();
        using (CodedOutputStream output = new(bytes, leaveOpen: true))
        {
            write(output);
        }

        return bytes.ToArray();
    }
}

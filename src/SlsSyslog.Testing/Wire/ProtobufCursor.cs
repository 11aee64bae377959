using System.Buffers.Binary;

namespace SlsSyslog.Testing;

/// <summary>Reads the fields of one protobuf message. Malformed input is a <see cref="FormatException"/>.</summary>
internal ref struct ProtobufCursor(ReadOnlyMemory<byte> message)
{
    private const int MaxVarintBytes = 10;
    private int _position;

    public int Field { get; private set; }

    /// <summary>Gets the value of a varint or fixed field.</summary>
    public ulong Number { get; private set; }

    /// <summary>Gets the value of a length-delimited field. Empty for all other fields.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private set; }

    public int WireType { get; private set; }

    public bool MoveNext()
    {
        if (_position == message.Length)
        {
            return false;
        }

        ulong tag = ReadVarint();
        Field = (int)(tag >> 3);
        WireType = (int)(tag & 7);
        if (Field is 0 or > 0x1FFFFFFF || tag > uint.MaxValue)
        {
            throw new FormatException($"The protobuf tag of field {Field} is not valid.");
        }

        Bytes = default;
        Number = 0;
        switch (WireType)
        {
            case 0:
                Number = ReadVarint();
                break;
            case 1:
                Number = BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)).Span);
                break;
            case 2:
                ulong length = ReadVarint();
                Bytes = Take(length <= int.MaxValue ? (int)length : int.MaxValue);
                break;
            case 5:
                Number = BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)).Span);
                break;
            default:
                throw new FormatException($"Wire type {WireType} is not one of 0, 1, 2 and 5.");
        }

        return true;
    }

    /// <summary>Verifies that the current field has the wire type of its schema.</summary>
    public readonly void Expect(int wireType)
    {
        if (WireType != wireType)
        {
            throw new FormatException($"Field {Field} has wire type {WireType} instead of {wireType}.");
        }
    }

    private ulong ReadVarint()
    {
        ReadOnlySpan<byte> span = message.Span;
        ulong value = 0;
        for (int index = 0; index < MaxVarintBytes && _position < span.Length; index++)
        {
            byte next = span[_position++];
            value |= (ulong)(next & 0x7F) << (7 * index);
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new FormatException("A varint is incomplete.");
    }

    private ReadOnlyMemory<byte> Take(int length)
    {
        if (length > message.Length - _position)
        {
            throw new FormatException($"A field of {length} bytes exceeds the length of its message.");
        }

        _position += length;
        return message.Slice(_position - length, length);
    }
}

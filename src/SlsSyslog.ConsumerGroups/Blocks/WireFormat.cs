using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace SlsSyslog.ConsumerGroups;

/// <summary>Reads the protobuf wire format. Each method reads at the specified offset, moves it forward, and never passes the end.</summary>
internal static class WireFormat
{
    // tag := field number << 3 | wire type. LogGroupList, LogGroup, Log, Content and LogTag (SLS protocol 4.1).
    public const uint ListGroup = (1 << 3) | LengthDelimited;
    public const uint GroupLog = (1 << 3) | LengthDelimited;
    public const uint GroupTopic = (3 << 3) | LengthDelimited;
    public const uint GroupSource = (4 << 3) | LengthDelimited;
    public const uint GroupTag = (6 << 3) | LengthDelimited;
    public const uint LogTime = (1 << 3) | VariableInteger;
    public const uint LogContent = (2 << 3) | LengthDelimited;
    public const uint LogTimeNanoseconds = (4 << 3) | Fixed32;
    public const uint PairKey = (1 << 3) | LengthDelimited;
    public const uint PairValue = (2 << 3) | LengthDelimited;

    private const uint VariableInteger = 0;
    private const uint Fixed64 = 1;
    private const uint LengthDelimited = 2;
    private const uint Fixed32 = 5;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint ReadTag(ReadOnlySpan<byte> block, ref int at, int end)
    {
        uint first = block[at];
        if (first is > 7 and < 0x80)
        {
            at++;
            return first;
        }

        return ReadLongTag(block, ref at, end);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ReadFieldEnd(ReadOnlySpan<byte> block, ref int at, int end)
    {
        if (at < end)
        {
            int length = block[at];
            if (length < 0x80 && length < end - at)
            {
                at++;
                return at + length;
            }
        }

        return ReadLongFieldEnd(block, ref at, end);
    }

    public static ulong ReadVarint(ReadOnlySpan<byte> block, ref int at, int end)
    {
        ulong value = 0;
        for (int shift = 0; shift < 70; shift += 7)
        {
            if (at >= end)
            {
                Throw("a number does not end");
            }

            uint next = block[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        Throw("a number is too long");
        return 0;
    }

    public static uint ReadFixed32(ReadOnlySpan<byte> block, ref int at, int end)
    {
        if (end - at < 4)
        {
            Throw("a field does not end");
        }

        uint value = BinaryPrimitives.ReadUInt32LittleEndian(block[at..]);
        at += 4;
        return value;
    }

    public static void Skip(ReadOnlySpan<byte> block, uint tag, ref int at, int end)
    {
        switch (tag & 7)
        {
            case VariableInteger:
                ReadVarint(block, ref at, end);
                break;
            case LengthDelimited:
                at = ReadFieldEnd(block, ref at, end);
                break;
            case Fixed32 when end - at >= 4:
                at += 4;
                break;
            case Fixed64 when end - at >= 8:
                at += 8;
                break;
            default:
                Throw("a field has an unknown type or does not end");
                break;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static uint ReadLongTag(ReadOnlySpan<byte> block, ref int at, int end)
    {
        ulong tag = ReadVarint(block, ref at, end);
        if (tag is <= 7 or > uint.MaxValue)
        {
            Throw("a field number is invalid");
        }

        return (uint)tag;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int ReadLongFieldEnd(ReadOnlySpan<byte> block, ref int at, int end)
    {
        ulong length = ReadVarint(block, ref at, end);
        if (length > (ulong)(end - at))
        {
            Throw("a field exceeds the field that contains it");
        }

        return at + (int)length;
    }

    [DoesNotReturn]
    private static void Throw(string what) => throw new SlsProtocolException($"The LogGroupList is invalid: {what}.");
}

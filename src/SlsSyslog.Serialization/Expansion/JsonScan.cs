using System.Numerics;

namespace SlsSyslog.Serialization;

/// <summary>
/// Finds the ends of JSON values (RFC 8259) and validates them. Every text is followed by a NUL, which no value can contain, and by room for
/// whole vectors. Every method returns -1 when the text is not valid.
/// </summary>
internal static class JsonScan
{
    /// <summary>The maximum number of nested objects and arrays, as in System.Text.Json.</summary>
    public const int MaxNesting = 64;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SkipSpace(byte[] text, int at, ref JsonMarks marks) => text[at] > 0x20 ? at : SkipSpaces(text, at, ref marks);

    /// <summary>Finds the quotation mark that ends the string whose content begins at the position.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int FindStringEnd(byte[] text, int at, ref JsonMarks marks, out bool hasEscapes)
    {
        Vector256<byte> bytes = Vector256.Create<byte>(text.AsSpan(at));
        uint stops = FindStops(bytes);
        if (stops != 0)
        {
            int length = BitOperations.TrailingZeroCount(stops);
            if (text[at + length] == '"')
            {
                marks |= (FindUnusual(bytes) & ((1U << length) - 1)) != 0 ? JsonMarks.NeedsSanitizing : JsonMarks.None;
                hasEscapes = false;
                return at + length;
            }
        }

        return FindLongStringEnd(text, at, ref marks, out hasEscapes);
    }

    /// <summary>Finds the end of a number, <c>true</c>, <c>false</c> or <c>null</c>.</summary>
    public static int FindLiteralEnd(byte[] text, int at) => text[at] switch
    {
        (byte)'t' => text.AsSpan(at).StartsWith("true"u8) ? at + 4 : -1,
        (byte)'f' => text.AsSpan(at).StartsWith("false"u8) ? at + 5 : -1,
        (byte)'n' => text.AsSpan(at).StartsWith("null"u8) ? at + 4 : -1,
        _ => FindNumberEnd(text, at),
    };

    /// <summary>Finds the end of any value.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">The start of the value.</param>
    /// <param name="nesting">The number of objects and arrays around the value.</param>
    /// <param name="marks">Receives the properties of the text.</param>
    public static int FindValueEnd(byte[] text, int at, int nesting, ref JsonMarks marks) =>
        FindEnd(text, at, nesting, depth: 0, objects: 0, ref marks);

    /// <summary>Finds the end of the object around a key, or of the array around an element.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">The quotation mark before the key, or the start of the element.</param>
    /// <param name="isObject">Whether the position is in an object.</param>
    /// <param name="nesting">The number of objects and arrays around the object or array.</param>
    /// <param name="marks">Receives the properties of the text.</param>
    public static int FindRestEnd(byte[] text, int at, bool isObject, int nesting, ref JsonMarks marks) =>
        FindEnd(text, at, nesting, depth: 1, isObject ? 1UL : 0, ref marks);

    // One bit per level: whether it is an object.
    private static int FindEnd(byte[] text, int at, int nesting, int depth, ulong objects, ref JsonMarks marks)
    {
        bool expectsKey = objects != 0;
        while (true)
        {
            if (expectsKey)
            {
                at = FindKeyEnd(text, at, ref marks);
                if (at < 0)
                {
                    return -1;
                }
            }

            byte first = text[at];
            if (first is (byte)'{' or (byte)'[')
            {
                bool isObject = first == '{';
                marks |= isObject || depth > 0 ? JsonMarks.HasUnreadParts : JsonMarks.None;
                if (nesting + depth >= MaxNesting)
                {
                    return -1;
                }

                at = SkipSpace(text, at + 1, ref marks);
                if (text[at] != (isObject ? '}' : ']'))
                {
                    objects = (objects << 1) | (isObject ? 1UL : 0);
                    depth++;
                    expectsKey = isObject;
                    continue;
                }

                at++;
            }
            else
            {
                at = first == '"' ? FindStringEnd(text, at + 1, ref marks, out _) + 1 : FindLiteralEnd(text, at);
                if (at <= 0)
                {
                    return -1;
                }
            }

            // After a value: a comma, or the ends of objects and arrays.
            while (true)
            {
                if (depth == 0)
                {
                    return at;
                }

                at = SkipSpace(text, at, ref marks);
                bool isInObject = (objects & 1) != 0;
                if (text[at] == ',')
                {
                    at = SkipSpace(text, at + 1, ref marks);
                    expectsKey = isInObject;
                    break;
                }

                if (text[at] != (isInObject ? '}' : ']'))
                {
                    return -1;
                }

                at++;
                objects >>= 1;
                depth--;
            }
        }
    }

    private static int FindKeyEnd(byte[] text, int at, ref JsonMarks marks)
    {
        if (text[at] != '"')
        {
            return -1;
        }

        at = FindStringEnd(text, at + 1, ref marks, out _);
        return at < 0 ? -1 : SkipColon(text, at + 1, ref marks);
    }

    /// <summary>Skips a colon and the spaces around it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SkipColon(byte[] text, int at, ref JsonMarks marks)
    {
        at = SkipSpace(text, at, ref marks);
        return text[at] == ':' ? SkipSpace(text, at + 1, ref marks) : -1;
    }

    private static int SkipSpaces(byte[] text, int at, ref JsonMarks marks)
    {
        int start = at;
        while (text[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            at++;
        }

        marks |= at > start ? JsonMarks.HasSpace : JsonMarks.None;
        return at;
    }

    private static int FindLongStringEnd(byte[] text, int at, ref JsonMarks marks, out bool hasEscapes)
    {
        hasEscapes = false;
        while (true)
        {
            Vector256<byte> bytes = Vector256.Create<byte>(text.AsSpan(at));
            uint stops = FindStops(bytes);
            uint unusual = FindUnusual(bytes);
            int next = at + VectorCopy.Width;
            while (stops != 0)
            {
                int length = BitOperations.TrailingZeroCount(stops);
                int stop = at + length;
                if (text[stop] != '\\')
                {
                    marks |= (unusual & ((1U << length) - 1)) != 0 ? JsonMarks.NeedsSanitizing : JsonMarks.None;
                    return text[stop] == '"' ? stop : -1;
                }

                hasEscapes = true;
                int escape = text[stop + 1] is (byte)'"' or (byte)'\\' ? 2 : FindEscapeLength(text, stop);
                if (escape < 0)
                {
                    return -1;
                }

                // The byte after the backslash is not the end of the string, in this vector or in the next one.
                marks |= escape > 2 ? JsonMarks.NeedsSanitizing : JsonMarks.None;
                stops &= ~(3U << length);
                next = Math.Max(next, stop + 2);
            }

            marks |= unusual != 0 ? JsonMarks.NeedsSanitizing : JsonMarks.None;
            at = next;
        }
    }

    private static int FindEscapeLength(byte[] text, int at)
    {
        switch (text[at + 1])
        {
            case (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t':
                return 2;
            case (byte)'u' when !text.AsSpan(at + 2, 4).ContainsAnyExcept(JsonText.HexDigits):
                return 6;
            default:
                return -1;
        }
    }

    // RFC 8259 6: -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?
    private static int FindNumberEnd(byte[] text, int at)
    {
        at += text[at] == '-' ? 1 : 0;
        int digits = at;
        at = SkipDigits(text, at);
        if (at == digits || (text[digits] == '0' && at > digits + 1))
        {
            return -1;
        }

        if (text[at] == '.')
        {
            int fraction = ++at;
            at = SkipDigits(text, at);
            if (at == fraction)
            {
                return -1;
            }
        }

        if (text[at] is (byte)'e' or (byte)'E')
        {
            at++;
            at += text[at] is (byte)'+' or (byte)'-' ? 1 : 0;
            int exponent = at;
            at = SkipDigits(text, at);
            if (at == exponent)
            {
                return -1;
            }
        }

        return at;
    }

    private static int SkipDigits(byte[] text, int at)
    {
        while (text[at] is >= (byte)'0' and <= (byte)'9')
        {
            at++;
        }

        return at;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint FindStops(Vector256<byte> bytes) =>
        (Vector256.Equals(bytes, Vector256.Create((byte)'"'))
            | Vector256.Equals(bytes, Vector256.Create((byte)'\\'))
            | Vector256.Equals(Vector256.Min(bytes, Vector256.Create((byte)0x1F)), bytes)).ExtractMostSignificantBits();

    // DEL, and all bytes outside of ASCII.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint FindUnusual(Vector256<byte> bytes) =>
        (bytes | Vector256.Equals(bytes, Vector256.Create((byte)0x7F))).ExtractMostSignificantBits();
}

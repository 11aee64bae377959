namespace SlsSyslog.ConsumerGroups.Tests;

// Checks and reads a LogGroupList byte by byte in one pass, with the same verdicts and texts as the product. Slow and without fast paths.
internal sealed class ReferenceBlock(byte[] list)
{
    private int _at;

    public int Groups { get; private set; }

    public int MaxPairs { get; private set; }

    // The texts of DecodedBatch.Describe.
    public List<string> Records { get; } = [];

    public static ReferenceBlock Read(byte[] list)
    {
        ReferenceBlock block = new(list);
        while (block._at < list.Length)
        {
            uint tag = block.ReadTag(list.Length);
            if (tag == 10)
            {
                block.ReadGroup(block.ReadEnd(list.Length));
                block.Groups++;
            }
            else
            {
                block.Skip(tag, list.Length);
            }
        }

        return block;
    }

    private void ReadGroup(int end)
    {
        List<string> logs = [];
        (string topic, string source, string tags) = ("", "", "");
        (int tagCount, int maxFields) = (0, 0);
        while (_at < end)
        {
            uint tag = ReadTag(end);
            switch (tag)
            {
                case 10:
                    (string log, int fields) = ReadLog(ReadEnd(end));
                    logs.Add(log);
                    maxFields = Math.Max(maxFields, fields);
                    break;
                case 26:
                    topic = ReadText(end);
                    break;
                case 34:
                    source = ReadText(end);
                    break;
                case 50:
                    tags += " #" + ReadPair(ReadEnd(end));
                    tagCount++;
                    break;
                default:
                    Skip(tag, end);
                    break;
            }
        }

        MaxPairs = Math.Max(MaxPairs, tagCount + maxFields);
        Records.AddRange(logs.Select(log => log.Replace("{group}", $" topic={topic} source={source}{tags}", StringComparison.Ordinal)));
    }

    private (string Text, int Fields) ReadLog(int end)
    {
        (uint seconds, uint nanoseconds, string fields, int count) = (0, 0, "", 0);
        while (_at < end)
        {
            uint tag = ReadTag(end);
            switch (tag)
            {
                case 8:
                    seconds = (uint)ReadNumber(end);
                    break;
                case 18:
                    fields += " " + ReadPair(ReadEnd(end));
                    count++;
                    break;
                case 37:
                    Skip(tag, end);
                    nanoseconds = BitConverter.ToUInt32(list, _at - 4);
                    break;
                default:
                    Skip(tag, end);
                    break;
            }
        }

        return ($"{seconds}.{(nanoseconds < 1_000_000_000 ? nanoseconds : 0)}{{group}}{fields}", count);
    }

    private string ReadPair(int end)
    {
        (string key, string value) = ("", "");
        while (_at < end)
        {
            uint tag = ReadTag(end);
            switch (tag)
            {
                case 10:
                    key = ReadText(end);
                    break;
                case 18:
                    value = ReadText(end);
                    break;
                default:
                    Skip(tag, end);
                    break;
            }
        }

        return $"{key}={value}";
    }

    private string ReadText(int end)
    {
        int textEnd = ReadEnd(end);
        string text = Convert.ToHexString(list, _at, textEnd - _at);
        _at = textEnd;
        return text;
    }

    private uint ReadTag(int end)
    {
        ulong tag = ReadNumber(end);
        return tag is > 7 and <= uint.MaxValue ? (uint)tag : throw Invalid("a field number is invalid");
    }

    private int ReadEnd(int end)
    {
        ulong length = ReadNumber(end);
        return length <= (ulong)(end - _at) ? _at + (int)length : throw Invalid("a field exceeds the field that contains it");
    }

    private void Skip(uint tag, int end)
    {
        int bytes = (tag & 7) switch { 1 => 8, 5 => 4, _ => -1 };
        switch (tag & 7)
        {
            case 0:
                ReadNumber(end);
                break;
            case 2:
                _at = ReadEnd(end);
                break;
            default:
                _at = bytes > 0 && end - _at >= bytes ? _at + bytes : throw Invalid("a field has an unknown type or does not end");
                break;
        }
    }

    private ulong ReadNumber(int end)
    {
        ulong value = 0;
        for (int i = 0; i < 10; i++)
        {
            if (_at >= end)
            {
                throw Invalid("a number does not end");
            }

            byte next = list[_at++];
            value |= (ulong)(next & 0x7F) << (7 * i);
            if (next < 0x80)
            {
                return value;
            }
        }

        throw Invalid("a number is too long");
    }

    private static SlsProtocolException Invalid(string what) => new($"The LogGroupList is invalid: {what}.");
}

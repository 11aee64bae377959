using Google.Protobuf;

namespace SlsSyslog.ConsumerGroups.Tests;

// Reads a LogGroupList with Google's reader into the texts of DecodedBatch.Describe. Slow and independent.
internal static class ReferenceReader
{
    public static List<string> Read(byte[] list, out int groups)
    {
        List<string> records = [];
        groups = 0;
        using CodedInputStream input = new(list);
        while (input.ReadTag() is not 0 and uint tag)
        {
            if (tag == 10)
            {
                groups++;
                ReadGroup(input.ReadBytes(), records);
            }
            else
            {
                input.SkipLastField();
            }
        }

        return records;
    }

    public static int CountGroups(byte[] list)
    {
        int groups = 0;
        using CodedInputStream input = new(list);
        while (input.ReadTag() is not 0 and uint tag)
        {
            groups += tag == 10 ? 1 : 0;
            input.SkipLastField();
        }

        return groups;
    }

    private static void ReadGroup(ByteString group, List<string> records)
    {
        List<ByteString> logs = [];
        ByteString topic = ByteString.Empty;
        ByteString source = ByteString.Empty;
        string tags = "";
        using CodedInputStream input = group.CreateCodedInput();
        while (input.ReadTag() is not 0 and uint tag)
        {
            switch (tag)
            {
                case 10:
                    logs.Add(input.ReadBytes());
                    break;
                case 26:
                    topic = input.ReadBytes();
                    break;
                case 34:
                    source = input.ReadBytes();
                    break;
                case 50:
                    tags += " #" + ReadPair(input.ReadBytes());
                    break;
                default:
                    input.SkipLastField();
                    break;
            }
        }

        records.AddRange(logs.Select(log => ReadLog(log, $" topic={Hex(topic)} source={Hex(source)}{tags}")));
    }

    private static string ReadLog(ByteString log, string group)
    {
        uint seconds = 0;
        uint nanoseconds = 0;
        string fields = "";
        using CodedInputStream input = log.CreateCodedInput();
        while (input.ReadTag() is not 0 and uint tag)
        {
            switch (tag)
            {
                case 8:
                    seconds = input.ReadUInt32();
                    break;
                case 18:
                    fields += " " + ReadPair(input.ReadBytes());
                    break;
                case 37:
                    nanoseconds = input.ReadFixed32();
                    break;
                default:
                    input.SkipLastField();
                    break;
            }
        }

        return $"{seconds}.{(nanoseconds < 1_000_000_000 ? nanoseconds : 0)}{group}{fields}";
    }

    private static string ReadPair(ByteString pair)
    {
        ByteString key = ByteString.Empty;
        ByteString value = ByteString.Empty;
        using CodedInputStream input = pair.CreateCodedInput();
        while (input.ReadTag() is not 0 and uint tag)
        {
            switch (tag)
            {
                case 10:
                    key = input.ReadBytes();
                    break;
                case 18:
                    value = input.ReadBytes();
                    break;
                default:
                    input.SkipLastField();
                    break;
            }
        }

        return $"{Hex(key)}={Hex(value)}";
    }

    private static string Hex(ByteString bytes) => Convert.ToHexString(bytes.Span);
}

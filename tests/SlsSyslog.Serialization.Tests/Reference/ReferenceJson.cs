using System.Text;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Reference;

/// <summary>Writes the JSON body: members in order, repeated names as arrays, always closed.</summary>
internal static class ReferenceJson
{
    public static void Write(RecordModel model, ReferenceText text)
    {
        Func<Rune, Rune?, string?> escape = Escapes.Backslash("\"\\");
        int start = text.Length;
        text.Reserve(2);
        foreach (IGrouping<string, KeyValuePair<byte[], byte[]>> member in model.Pairs().GroupBy(pair => Encoding.UTF8.GetString(pair.Key)))
        {
            byte[][] values = [.. member.Select(pair => pair.Value)];
            if (values.Length == 1)
            {
                text.AddPair(",\"", member.First().Key, escape, "\":\"", values[0], escape, "\"");
                continue;
            }

            ReferenceText head = new(int.MaxValue);
            head.Add(",\"");
            head.AddData(member.First().Key, escape);
            head.Add("\":[\"");
            text.Reserve(2);
            text.AddWhole(head);
            if (text.IsTruncated)
            {
                break;
            }

            for (int i = 0; i < values.Length; i++)
            {
                text.Add(i == 0 ? "" : "\",\"");
                if (!text.IsTruncated)
                {
                    text.AddData(values[i], escape);
                }
            }

            text.Close("\"]", 2);
        }

        text.Close(text.Length == start ? "{}" : "}", 2);
        text.Patch(start, '{');
    }
}

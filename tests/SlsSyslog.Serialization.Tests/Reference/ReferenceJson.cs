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
        foreach (IGrouping<string, (string Name, string Suffix, KeyValuePair<byte[], byte[]> Pair)> member in NamePairs(model).GroupBy(pair => pair.Name))
        {
            byte[][] values = [.. member.Select(pair => pair.Pair.Value)];
            byte[] key = member.First().Pair.Key;
            string suffix = member.First().Suffix;
            if (values.Length == 1)
            {
                text.AddPair(",\"", key, escape, suffix + "\":\"", values[0], escape, "\"");
                continue;
            }

            ReferenceText head = new(int.MaxValue);
            head.Add(",\"");
            head.AddData(key, escape);
            head.Add(suffix + "\":[\"");
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

    // A field with the name of a pair of the group gets another name. Fields with the same name share an array.
    public static IEnumerable<(string Name, string Suffix, KeyValuePair<byte[], byte[]> Pair)> NamePairs(RecordModel model)
    {
        int group = (model.Nanoseconds == 0 ? 2 : 3) + model.Tags.Count;
        HashSet<string> ours = [.. model.Pairs().Take(group).Select(pair => Encoding.UTF8.GetString(pair.Key))];
        HashSet<string> used = [.. ours];
        Dictionary<string, int> numbers = [];
        foreach ((int i, KeyValuePair<byte[], byte[]> pair) in model.Pairs().Index())
        {
            string name = Encoding.UTF8.GetString(pair.Key);
            string suffix = i >= group && ReferenceNames.IsReserved(name) ? "_" : "";
            if (i >= group && ours.Contains(name + suffix))
            {
                if (!numbers.TryGetValue(name + suffix, out int number))
                {
                    for (number = 2; !used.Add($"{name}{suffix}_{number}"); number++)
                    {
                    }

                    numbers[name + suffix] = number;
                }

                suffix += $"_{number}";
            }

            used.Add(name + suffix);
            yield return (name + suffix, suffix, pair);
        }
    }
}

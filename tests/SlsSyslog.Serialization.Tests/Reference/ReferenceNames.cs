using System.Text;
using System.Text.RegularExpressions;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Reference;

/// <summary>Gives every pair its own name: an underscore after a reserved name, then numbers for the names that repeat.</summary>
internal static partial class ReferenceNames
{
    private static readonly string[] GroupNames = ["__topic__", "__source__", "__time_ns_part__"];

    /// <summary>Gets the text after each name. A name that must stay short is cut by the second number.</summary>
    public static (string Suffix, int Length)[] Distinguish(RecordModel model, Func<byte[], string> write, int maxLength = int.MaxValue)
    {
        int group = model.Nanoseconds == 0 ? 2 : 3;
        HashSet<string> used = new(StringComparer.OrdinalIgnoreCase);
        Dictionary<string, int> numbers = new(StringComparer.OrdinalIgnoreCase);
        int shared = 1;
        List<(string, int)> suffixes = [];
        foreach ((byte[] key, _) in model.Pairs())
        {
            string name = write(key);
            string suffix = suffixes.Count >= group && IsReserved(name) ? "_" : "";
            name += suffix;
            if (used.Add(name))
            {
                suffixes.Add((suffix, name.Length - suffix.Length));
                continue;
            }

            string stem = maxLength == int.MaxValue || name.Length <= maxLength - 11 ? name : name[..(maxLength - 11)];
            string numbered;
            do
            {
                int number = stem == name ? numbers[name] = numbers.GetValueOrDefault(name, 1) + 1 : ++shared;
                numbered = $"{stem}_{number}";
            }
            while (IsReserved(numbered) || !used.Add(numbered));
            int kept = Math.Min(stem.Length, write(key).Length);
            suffixes.Add((numbered[kept..], kept));
        }

        return [.. suffixes];
    }

    /// <summary>Determines whether a log cannot write a name.</summary>
    public static bool IsReserved(string name) =>
        GroupNames.Append("__slssyslog_gap__").Append("__slssyslog_heartbeat__").Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Asserts that every name is there once and is the original name, with or without an underscore and a number.</summary>
    public static void AssertDistinct(IEnumerable<string> originals, string[] written, int seed)
    {
        Assert.True(written.Distinct(StringComparer.OrdinalIgnoreCase).Count() == written.Length, $"seed {seed}: a name is repeated");
        Assert.All(
            originals.Zip(written),
            pair => Assert.True(
                pair.Second.StartsWith(pair.First, StringComparison.Ordinal) && Suffix().IsMatch(pair.Second[pair.First.Length..]),
                $"seed {seed}: {pair}"));
    }

    /// <summary>Gets the text that a grammar writes for a key.</summary>
    public static Func<byte[], string> WriteWith(Func<Rune, Rune?, string?> escape) => key =>
    {
        ReferenceText text = new(int.MaxValue);
        text.AddData(key, escape);
        return Encoding.UTF8.GetString(text.ToArray());
    };

    [GeneratedRegex(@"^_?(_\d+)?$")]
    private static partial Regex Suffix();
}

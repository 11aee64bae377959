using System.Globalization;

namespace SlsSyslog.Serialization.Tests.Support;

/// <summary>
/// Provides records that revealed a bug, stored in Corpus. Every property test runs them before random ones. A failing test reports the
/// seed; SLSSYSLOG_KEEP_SEED=seed writes its record to the folder.
/// </summary>
internal static class RecordCorpus
{
    private const string Folder = "tests/SlsSyslog.Serialization.Tests/Corpus";

    private static readonly Lazy<RecordModel[]> Kept = new(Load);

    public static IEnumerable<(int Seed, RecordModel Model)> And(int count)
    {
        for (int i = 0; i < Kept.Value.Length; i++)
        {
            yield return (count + i + 1, Kept.Value[i].Clone());
        }

        for (int seed = 1; seed <= count; seed++)
        {
            yield return (seed, new RandomRecords(seed).Next());
        }
    }

    private static RecordModel[] Load()
    {
        string folder = Path.Combine(Repository.Root, Folder);
        if (int.TryParse(Environment.GetEnvironmentVariable("SLSSYSLOG_KEEP_SEED"), out int seed))
        {
            Directory.CreateDirectory(folder);
            File.WriteAllLines(Path.Combine(folder, $"{seed}.txt"), Write(new RandomRecords(seed).Next()));
        }

        return [.. Directory.GetFiles(folder, "*.txt").Order(StringComparer.Ordinal).Select(file => Read(File.ReadAllLines(file)))];
    }

    private static IEnumerable<string> Write(RecordModel model) =>
    [
        $"{model.UnixSeconds} {model.Nanoseconds}",
        $"{Convert.ToBase64String(model.Topic)} {Convert.ToBase64String(model.Source)}",
        .. model.Tags.Select(pair => $"tag {Convert.ToBase64String(pair.Key)} {Convert.ToBase64String(pair.Value)}"),
        .. model.Fields.Select(pair => $"field {Convert.ToBase64String(pair.Key)} {Convert.ToBase64String(pair.Value)}"),
    ];

    private static RecordModel Read(string[] lines)
    {
        string[] time = lines[0].Split(' ');
        string[] group = lines[1].Split(' ');
        RecordModel model = new()
        {
            UnixSeconds = long.Parse(time[0], CultureInfo.InvariantCulture),
            Nanoseconds = int.Parse(time[1], CultureInfo.InvariantCulture),
            Topic = Convert.FromBase64String(group[0]),
            Source = Convert.FromBase64String(group[1]),
        };
        foreach (string[] parts in lines[2..].Select(line => line.Split(' ')))
        {
            (parts[0] == "tag" ? model.Tags : model.Fields).Add(new(Convert.FromBase64String(parts[1]), Convert.FromBase64String(parts[2])));
        }

        return model;
    }
}

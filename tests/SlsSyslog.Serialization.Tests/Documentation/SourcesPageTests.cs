using System.Text;
using System.Text.Json;
using SlsSyslog.Serialization.Tests.Sources;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Documentation;

/// <summary>Generates docs/sources.md from the profiles and the records of the tests.</summary>
public class SourcesPageTests
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly EventMapper _mapper = SourceLogs.CreateOptions(new CefOptions()).GetMapper()!;

    [Fact]
    public void SourcesPage_Generated_EqualsTheFile()
    {
        StringBuilder page = new();
        page.Append("""
            # Log types

            A test generates this page from the built-in profiles. To update it, run
            `SLSSYSLOG_WRITE_GOLDEN=1 dotnet test tests/SlsSyslog.Serialization.Tests -c Release`.

            A *profile* maps the fields of one log type to names of the Elastic Common Schema (ECS), and each output maps these names to its keys.
            `Message:Profiles` is `auto` for all profiles of this page, or a list of their names and of paths of
            [your own profiles](#your-own-profiles). The presets for SIEM products use `auto`.

            Rules for every profile:

            - The first field in the list that is present and valid for the type is used. The values `-`, `null` and the empty text count as absent.
              They stay under their own names, since a user or an object can have such a name.
            - Addresses are checked: `src`, `dst` and `dvc` of CEF contain only IPv4 addresses, and IPv6 addresses are in `c6a2`, `c6a3` and `c6a1`. A
              host name in the field of an address is in `shost` or `dhost`. A value that is not valid stays under its own name. Of an address with
              a port, or of a list of addresses, the first address is used, and the field also stays under its own name.
            - Texts are compared without regard to case. The first severity whose condition holds is used; CEF writes it as 0 to 10, and LEEF as 1 to
              10.
            - Fields that the profile does not map keep their own names (`Message:UnmappedFields`). A field of the log that has the name of a key gets
              an underscore, so no log can write `src` or `act`.
            - The table names the keys of CEF and LEEF. A name in parentheses is the label of a numbered key, such as `cs1Label=readWrite`. A value
              without a key (–) classifies the event and is written by ECS only. In LEEF, `sev` and `devTime` come first.

            | log type | profile | evidence |
            | --- | --- | --- |

            """);
        foreach (string name in BuiltInProfiles.FindNames())
        {
            using JsonDocument document = JsonDocument.Parse(BuiltInProfiles.ReadText(name));
            string product = document.RootElement.GetProperty("product").GetString()!;
            string evidence = IsReal(document.RootElement) ? "real records seen" : "documentation only";
            page.Append($"| {product} | [{name}](#{name}) | {evidence} |\n");
        }

        page.Append('\n');
        foreach (CompiledProfile profile in _mapper.Profiles)
        {
            using JsonDocument document = JsonDocument.Parse(BuiltInProfiles.ReadText(profile.Source.Name));
            AppendProfile(page, profile, document.RootElement);
        }

        page.Append("""
            ## Your own profiles

            A profile is one JSON file. [The schema](../src/SlsSyslog.Serialization/Profiles/profile.schema.json) describes all members, and
            the built-in profiles in `src/SlsSyslog.Serialization/Profiles/BuiltIn` are examples. `samples/CustomProfile` is a complete program.

            ```json
            { "Message": { "Preset": "arcsight-cef", "Profiles": [ "profiles/orders.json", "auto" ] } }
            ```

            If two profiles match the same record, the first one in the list is used and the record is counted. Two profiles whose conditions are
            certain to overlap, and a file that is not valid, are errors at the start. A file before `auto` replaces the built-in profile of the same
            name.

            To add a log type to this package, add its file to the folder and its records to
            `tests/SlsSyslog.Serialization.Tests/Sources/Records`.

            """);
        RepositoryFiles.AssertIs("docs/sources.md", Encoding.UTF8.GetBytes(page.ToString().ReplaceLineEndings("\n").TrimEnd('\n') + "\n"));
    }

    [Fact]
    public void Readme_FailedSignIn_ShowsTheLineOfThePreset()
    {
        MessageOptions options = Messages.FromPreset("arcsight-cef");
        LogRecordBuilder failed = SourceLogs.Find("actiontrail_cases", "Authentication.Failed");
        string message = Encoding.UTF8.GetString(Frames.Format(options.CreateFormatter(), failed.Record, options.MaxBytes, out _));

        string readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

        Assert.Contains($"\n{message[message.IndexOf("CEF:0|", StringComparison.Ordinal)..]}\n", readme, StringComparison.Ordinal);
    }

    private static bool IsReal(JsonElement profile) => profile.GetProperty("evidence").GetString() == "real";

    private void AppendProfile(StringBuilder page, CompiledProfile profile, JsonElement json)
    {
        string name = profile.Source.Name;
        page.Append($"## {name}\n\nProduct `{profile.Source.Product}`. Matches {ProfileText.DescribeMatch(json.GetProperty("match"))}.\n\n");
        page.Append(IsReal(json) ? "Real records of this type were seen." : "From documentation, no real record seen.").Append('\n');
        foreach (string note in profile.Source.Notes)
        {
            page.Append("\n- ").Append(note);
        }

        page.Append("\n\n");
        if (json.TryGetProperty("expand", out JsonElement expand))
        {
            page.Append("JSON in ").AppendJoin(", ", expand.EnumerateArray().Select(field => ProfileText.Code(field.GetProperty("field"))))
                .Append(" is expanded. ");
        }

        page.Append(json.TryGetProperty("time", out JsonElement time)
            ? $"The time is {ProfileText.JoinCode(time.GetProperty("from"), ", then ")}, or the time of SLS."
            : "The time is that of SLS.");
        if (json.TryGetProperty("drop", out JsonElement drop))
        {
            page.Append($" Not written: {ProfileText.JoinCode(drop, ", ")}.");
        }

        page.Append("\n\n| fields of the log | ECS | type | CEF | LEEF |\n| --- | --- | --- | --- | --- |\n");
        AppendRows(page, profile, json);
        page.Append("\n| severity | condition |\n| ---: | --- |\n");
        foreach (JsonElement rule in json.GetProperty("severity").EnumerateArray())
        {
            string condition = rule.TryGetProperty("when", out JsonElement when) ? ProfileText.DescribeRule(when) : "all others";
            page.Append($"| {rule.GetProperty("value").GetInt32()} | {condition} |\n");
        }

        if (profile.Source.IsFallback)
        {
            page.Append("| – | all others: `Message:Severity` |\n");
        }

        AppendExample(page, name);
    }

    private static void AppendRows(StringBuilder page, CompiledProfile profile, JsonElement json)
    {
        List<OutputKey> cef = OutputKeys.ForCef(profile, ["rt"]);
        List<OutputKey> leef = OutputKeys.ForLeef(profile, ["sev", "devTime"]);
        Dictionary<string, string> texts = json.GetProperty("fields").EnumerateObject()
            .ToDictionary(field => field.Name, field => ProfileText.DescribeValue(field.Value));
        string code = json.TryGetProperty("class", out JsonElement value) ? ProfileText.DescribeValue(value) : $"always `{profile.Source.Name}`";
        string title = json.TryGetProperty("title", out JsonElement given) ? ProfileText.DescribeValue(given) : code;
        page.Append($"| {code} | `event.code` | text | class id | EventID |\n");
        page.Append($"| {title} | | text | name | – |\n");
        texts.TryAdd("observer.ip", "`__source__`");
        texts.TryAdd("observer.hostname", "`__tag__:__hostname__`");
        for (int i = 0; i < profile.Slots.Length; i++)
        {
            StandardName name = profile.Slots[i].Name;
            if (texts.TryGetValue(name.Name, out string? text))
            {
                int slot = i;
                page.Append($"| {text} | `{name.Name}` | {name.Kind.ToString().ToLowerInvariant()} | ")
                    .Append($"{Describe(cef.Find(key => key.Slot == slot))} | {Describe(leef.Find(key => key.Slot == slot))} |\n");
            }
        }
    }

    private static string Describe(OutputKey? key)
    {
        if (key is null)
        {
            return "–";
        }

        string label = key.Label is null ? "" : $" ({key.Label})";
        return $"`{key.Key}`{label}{(key.OtherKey is null ? "" : $", `{key.OtherKey}`")}";
    }

    private void AppendExample(StringBuilder page, string profile)
    {
        string line = FindLine(profile);
        using JsonDocument record = JsonDocument.Parse(line);
        page.Append("\nA record in SLS:\n\n```json\n").Append(JsonSerializer.Serialize(record, Indented)).Append("\n```\n\nWith `arcsight-cef`, ")
            .Append("`qradar-leef` and `elastic`:\n\n```text\n");
        foreach (string preset in (string[])["arcsight-cef", "qradar-leef", "elastic"])
        {
            MessageOptions options = Messages.FromPreset(preset);
            byte[] message = Frames.Format(options.CreateFormatter(), SourceLogs.Build(line).Record, options.MaxBytes, out _);
            page.Append(Encoding.UTF8.GetString(message).Replace('\t', '␉')).Append('\n');
        }

        page.Append("```\n\n");
    }

    // Usual records come before those of special cases.
    private string FindLine(string profile)
    {
        foreach (string name in SourceLogs.Names.OrderBy(name => name.Contains("cases", StringComparison.Ordinal)))
        {
            foreach (string line in SourceLogs.ReadLines(name))
            {
                RecordTransformCounts counts = default;
                if (_mapper.Apply(SourceLogs.Build(line).Record, ref counts).Table.Event!.Profile!.Source.Name == profile)
                {
                    return line;
                }
            }
        }

        throw new InvalidOperationException($"No record of {profile} is among the records.");
    }
}

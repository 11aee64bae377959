using System.Security.Cryptography;
using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups.Tests;

// The frames of the whole corpus in every format, from the response body on. A change of speed must not change a byte; a change of the output
// is made on purpose, and SLSSYSLOG_WRITE_GOLDEN=1 writes the new hashes.
public sealed class OutputHashTests
{
    private const string Path = "tests/SlsSyslog.ConsumerGroups.Tests/Blocks/output-hashes.txt";

    private static readonly (string Name, Action<MessageOptions> Configure)[] Formats =
    [
        ("key-value", message => { }),
        ("json", message => message.Body = new JsonOptions()),
        ("json-numbers", message => message.Body = new JsonOptions { WriteNumbersUnquoted = true }),
        ("cef", message => message.Body = new CefOptions()),
        ("leef-2", message => message.Body = new LeefOptions { FormatVersion = "2.0" }),
        ("ecs", message => message.Body = new EcsOptions()),
        ("rfc3164", message => message.Envelope = SyslogEnvelope.Rfc3164),
        ("field", message => message.Body = new FieldBodyOptions { Name = "text" }),
        ("template", message => message.Body = new TemplateBodyOptions { Text = "{__topic__} {__tag__:__hostname__} {status}" }),
        ("record-id", message => message.Rfc5424.RecordId = "id@32473"),
        ("structured-data", message => message.Rfc5424.StructuredData.Add(new StructuredDataOptions { Id = "log@32473" })),
        ("flattened", message => Expand(message, ExpandForm.Flatten)),
        ("unfolded-json", message => { Expand(message, ExpandForm.Unfold); message.Body = new JsonOptions(); }),
        ("gbk", message => message.Encodings = new Dictionary<string, string> { ["*"] = "GBK" }),
        ("short", message => message.MaxBytes = 480),
        .. SyslogPresets.Names.Order(StringComparer.Ordinal).Select(name => ($"preset {name}", (Action<MessageOptions>)(message => message.UsePreset(name)))),
        ("mapped names", message => (message.Profiles, message.UseMappedNames) = (["auto"], true)),
        .. new[] { "arcsight-cef", "qradar-leef", "elastic", "splunk" }.Select(name => ($"preset {name} without profiles", (Action<MessageOptions>)(message =>
        {
            message.UsePreset(name);
            message.Profiles = ["none"];
        }))),
    ];

    [Fact]
    public async Task Decode_CorpusInEveryFormat_HasTheKnownHashes()
    {
        byte[][] lists = [.. BlockCorpus.Lists()];
        List<string> lines = [];
        foreach ((string name, Action<MessageOptions> configure) in Formats)
        {
            MessageOptions message = new();
            configure(message);
            lines.Add($"{name}: {await HashAsync(lists, message)}");
        }

        string file = System.IO.Path.Combine(Repository.Root, Path);
        if (Environment.GetEnvironmentVariable("SLSSYSLOG_WRITE_GOLDEN") == "1")
        {
            await File.WriteAllLinesAsync(file, lines);
        }

        Assert.Equal(await File.ReadAllLinesAsync(file), lines);
    }

    private static async Task<string> HashAsync(byte[][] lists, MessageOptions message)
    {
        IMessageFormatter formatter = message.CreateFormatter();
        RecordTransform? transform = message.CreateTransform();
        LogRecordTable table = new() { Origin = new LogOrigin("project", "logstore", "0") };
        using FrameBuffer frames = new(SyslogFraming.OctetCounting, message.MaxBytes);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        BlockPool pool = new(64 * 1024 * 1024);
        for (int i = 0; i < lists.Length; i++)
        {
            // One table for all blocks, as a shard has it.
            int groups = ReferenceReader.CountGroups(lists[i]);
            using LogGroupBatch batch = await DecodedBatch.DecodeAsync(
                lists[i], lists[i].Length, groups, firstGroupCursor: i % 2 == 0 ? 100 : null, pool: pool, table: table);
            Append(batch, transform, formatter, frames, hash);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(LogBatch batch, RecordTransform? transform, IMessageFormatter formatter, FrameBuffer frames, IncrementalHash hash)
    {
        RecordTransformCounts counts = default;
        while (batch.MoveNext())
        {
            LogRecord record = batch.Current;
            record = transform is null ? record : transform.Apply(record, ref counts);
            frames.Append(formatter, record);
            hash.AppendData(frames.Memory.Span);
            frames.Clear();
        }
    }

    private static void Expand(MessageOptions message, ExpandForm form)
    {
        message.Expand.Form = form;
        message.Expand.Rules.Add(new ExpandRuleOptions { Fields = ["event", "text"], Arrays = true });
    }
}

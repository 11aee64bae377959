using System.Text;
using SlsSyslog.Serialization.Tests.Reference;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Envelopes;

public class StructuredDataTests
{
    [Fact]
    public void Format_AllElements_AreWrittenInOrder()
    {
        MessageOptions options = new()
        {
            Rfc5424 =
            {
                RecordId = "rec@32473",
                TimeQuality = { IsSynced = true, SyncAccuracy = 5 },
                Origin = { Ip = ["192.0.2.1", "192.0.2.2"], EnterpriseId = "32473.1", Software = "s\"]", SwVersion = "1" },
                StructuredData =
                {
                    new StructuredDataOptions { Id = "a@32473", Fields = { Include = ["x", "y"], Rename = { ["y"] = "z" } } },
                    new StructuredDataOptions { Id = "b@32473", Fields = { Include = ["absent"] } },
                },
            },
        };
        LogRecordBuilder builder = new LogRecordBuilder().Clear(new LogOrigin("p]", "l", "3"), groupCursor: 17).AddField("x", "1").AddField("y", "a\"b");

        Assert.Equal(
            """<14>1 1970-01-01T00:00:00Z - - - - [rec@32473 project="p\]" logstore="l" shard="3" cursor="17" index="0"]"""
                + """[timeQuality tzKnown="1" isSynced="1" syncAccuracy="5"]"""
                + """[origin ip="192.0.2.1" ip="192.0.2.2" enterpriseId="32473.1" software="s\"\]" swVersion="1"][a@32473 x="1" z="a\"b"] m""",
            Frames.Format(new Rfc5424Formatter(options, new LiteralBody("m")), builder));
    }

    [Fact]
    public void Format_NoCursor_WritesAHashOfTheContent()
    {
        Rfc5424Formatter formatter = new(new MessageOptions { Rfc5424 = { RecordId = "rec@32473" } });
        string one = Frames.Format(formatter, new LogRecordBuilder().AddField("a", "bc"));

        Assert.Matches("""\[rec@32473 hash="[0-9a-f]{32}"\]$""", one);
        Assert.Equal(one, Frames.Format(formatter, new LogRecordBuilder().AddField("a", "bc")));
        Assert.NotEqual(one, Frames.Format(formatter, new LogRecordBuilder().AddField("ab", "c")));
        Assert.NotEqual(one, Frames.Format(formatter, new LogRecordBuilder().AddField("a", "bc").SetTime(0, 1)));
        Assert.NotEqual(one, Frames.Format(formatter, new LogRecordBuilder().AddTag("a", "bc")));
    }

    [Fact]
    public void Format_RecordIdDoesNotFit_IsLeftOut()
    {
        Rfc5424Formatter formatter = new(new MessageOptions
        {
            Hostname = new string('h', 255),
            ProcId = new string('p', 128),
            Rfc5424 = { RecordId = "rec@32473", MsgId = new string('i', 32) },
        });

        string text = Encoding.UTF8.GetString(Frames.Format(formatter, new LogRecordBuilder().Record, 480, out FrameOutcome outcome));

        Assert.EndsWith("iii -", text, StringComparison.Ordinal);
        Assert.Equal(FrameOutcome.Truncated, outcome);
    }

    [Fact]
    public void Format_ArbitraryRecords_EqualReferenceAndParseBack()
    {
        const string Header = "<14>1 2026-01-15T08:09:11Z h a - - ";
        Rfc5424Formatter formatter = new(new MessageOptions
        {
            Hostname = "h",
            AppName = "a",
            Rfc5424 = { FractionDigits = 0, StructuredData = { new StructuredDataOptions { Id = "x@32473" } } },
        });
        foreach ((int seed, RecordModel model) in RecordCorpus.And(600))
        {
            model.UnixSeconds = 1768464551;
            int limit = seed % 3 == 0 ? 480 : seed % 3 == 1 ? 1000 + (seed % 100) : 1_000_000;
            ReferenceText expected = new(limit);
            expected.Add(Header);
            PairFormats.WriteElement(model, expected, "x@32473");

            byte[] actual = Frames.Format(formatter, model.ToRecord(slack: seed % 70), limit, out FrameOutcome outcome);

            if (expected.ToArray().AsSpan().EndsWith("[x@32473]"u8))
            {
                // An element without room for a parameter is left out.
                Assert.Equal(Header + "-", Encoding.UTF8.GetString(actual));
                Assert.True((outcome & FrameOutcome.Truncated) != 0, $"seed {seed}");
                continue;
            }

            expected.AssertEqual(actual, outcome, seed);
            List<(string Id, List<(string Name, string Value)> Parameters)> elements =
                SdParser.Parse(Encoding.UTF8.GetString(actual)[Header.Length..], out string rest);
            Assert.True(rest.Length == 0 && elements.Count == 1 && elements[0].Id == "x@32473", $"seed {seed}");
            KeyValuePair<byte[], byte[]>[] pairs = [.. model.Pairs()];
            Assert.True(expected.IsTruncated || elements[0].Parameters.Count == pairs.Length, $"seed {seed}");
            string[] names = [.. elements[0].Parameters.Select(parameter => parameter.Name)];
            Assert.True(names.Distinct(StringComparer.OrdinalIgnoreCase).Count() == names.Length, $"seed {seed}: a name is repeated");
            Assert.All(
                elements[0].Parameters.Zip(pairs),
                pair => Assert.Equal(Encoding.UTF8.GetString(pair.Second.Value), pair.First.Value));
        }
    }

    [Fact]
    public void Validate_InvalidOptions_ReportsEveryError()
    {
        Rfc5424Options options = new()
        {
            RecordId = "nopen",
            TimeQuality = { SyncAccuracy = 5 },
            Origin = { EnterpriseId = "x", Software = new string('s', 49), SwVersion = new string('v', 33) },
            StructuredData =
            {
                new StructuredDataOptions { Id = "a@32473" },
                new StructuredDataOptions { Id = "a@32473" },
                new StructuredDataOptions { Id = "timeQuality" },
                new StructuredDataOptions { Id = "a b@1" },
                new StructuredDataOptions { Id = "aaaaaaaaaaaaaaaaaaaaaaaaaaa@32473" },
                new StructuredDataOptions { Id = "a@1.", Fields = { Mask = { ["x"] = "some" }, Rename = { ["a*"] = "b" } } },
            },
        };

        Assert.Equal(
            [
                "Origin:EnterpriseId", "Origin:Software", "Origin:SwVersion", "RecordId", "StructuredData:1:Id", "StructuredData:2:Id",
                "StructuredData:3:Id", "StructuredData:4:Id", "StructuredData:5:Fields:Mask:x", "StructuredData:5:Fields:Rename:a*",
                "StructuredData:5:Id", "TimeQuality:SyncAccuracy",
            ],
            options.Validate().Select(error => error.Path));
    }
}

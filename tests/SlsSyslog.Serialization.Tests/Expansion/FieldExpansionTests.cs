using System.Text;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Expansion;

public class FieldExpansionTests
{
    [Fact]
    public void Apply_Object_BecomesDottedFieldsInPlaceOfTheText()
    {
        LogRecordBuilder builder = new();
        builder.SetTopic("t").SetSource("s").AddTag("k", "v").SetTime(5, 6);
        builder.AddField("event", """{"a":"x","b":{"c":1e5,"d":true,"e":false},"f":["p",{"q":1}]}""").AddField("other", "y");
        RecordTransformCounts counts = default;

        LogRecord record = FieldExpansion.Create([("event", false)]).Apply(builder.Record, ref counts);

        Assert.Equal(default, counts);
        Assert.Equal("t", Encoding.UTF8.GetString(record.Topic));
        Assert.Equal("s", Encoding.UTF8.GetString(record.Source));
        Assert.Equal("v", Encoding.UTF8.GetString(record.GetTag(0).Value));
        Assert.Equal((5, 6), (record.UnixSeconds, record.Nanoseconds));
        Assert.Equal(
            ["other=y", "event.a=x", "event.b.c=1e5", "event.b.d=true", "event.b.e=false", """event.f=["p",{"q":1}]"""],
            Names(record));
    }

    [Theory]
    [InlineData("""{"n":9007199254740993,"m":-0.10e+2}""", "event.n=9007199254740993", "event.m=-0.10e+2")]
    [InlineData("""{"a":null,"b":"","c":{},"d":"x"}""", "event.d=x")]
    [InlineData("""{"a":[],"b":[ 1 ]}""", "event.a=[]", "event.b=[ 1 ]")]
    [InlineData("""{"text":"{\"a\":1}"}""", """event.text={"a":1}""")]
    [InlineData("""{"a":"line\nbreak \u00fc \ud83d\ude00 \/ \" \\"}""", "event.a=line\nbreak ü \U0001F600 / \" \\")]
    [InlineData("""{"\u0061b":{"c":1}}""", "event.ab.c=1")]
    [InlineData("""{"":1}""", "event.=1")]
    [InlineData(" \r\n{\t\"a\" : 1 } ", "event.a=1")]
    [InlineData("""{"LookupAttribute.1.Value":"x"}""", "event.LookupAttribute.1.Value=x")]
    [InlineData("{}")]
    public void Apply_Values_FollowTheRules(string json, params string[] expected)
    {
        ExpandedRecord expanded = ExpandedRecord.Of(json);

        Assert.Equal(expected, expanded.Pairs);
        Assert.Equal(default, expanded.Counts);
    }

    [Theory]
    [InlineData("-", 0)]
    [InlineData("", 0)]
    [InlineData("null", 0)]
    [InlineData("12", 0)]
    [InlineData("\"text\"", 0)]
    [InlineData("[1,2]", 0)]
    [InlineData("plain text", 1)]
    [InlineData("""{"a":1""", 1)]
    [InlineData("""{"a":1}x""", 1)]
    [InlineData("""{"a":1,}""", 1)]
    [InlineData("""{"a":01}""", 1)]
    [InlineData("""{"a":"\x"}""", 1)]
    [InlineData("""{"a":1}{"b":2}""", 1)]
    [InlineData("{\"a\":1}\0", 1)]
    [InlineData("{\"a\":\"\n\"}", 1)]
    [InlineData("[1,2", 1)]
    public void Apply_NotAnObject_KeepsTheTextAndCountsWhatIsNotJson(string text, int unparsed)
    {
        LogRecordBuilder builder = new LogRecordBuilder().AddField("first", "1").AddField("event", text).AddField("last", "2");

        ExpandedRecord expanded = ExpandedRecord.Of(builder, FieldExpansion.Create([("event", false)]));

        Assert.Equal([("first", "1"), ("event", text), ("last", "2")], expanded.Fields);
        Assert.Equal(new RecordTransformCounts { UnparsedFields = unparsed }, expanded.Counts);
    }

    [Fact]
    public void Apply_Clashes_StoredThenFirstWinsAndIsCounted()
    {
        LogRecordBuilder builder = new LogRecordBuilder().AddField("event.a", "stored")
            .AddField("event", """{"a":"lost","b":"first","b":"lost","c.d":"first","c":{"d":"lost"}}""").AddField("event", """{"b":"lost","e":1}""");

        ExpandedRecord expanded = ExpandedRecord.Of(builder, FieldExpansion.Create([("event", false)]));

        Assert.Equal(["event.a=stored", "event.b=first", "event.c.d=first", "event.e=1"], expanded.Pairs);
        Assert.Equal(4, expanded.Counts.NameClashes);
    }

    [Fact]
    public void Apply_InvalidAfterAClash_DoesNotKeepNamesOfTheInvalidText()
    {
        LogRecordBuilder builder = new LogRecordBuilder()
            .AddField("event", """{"a":1,"\u0062":2,""").AddField("event", """{"a":3,"b":4}""");

        ExpandedRecord expanded = ExpandedRecord.Of(builder, FieldExpansion.Create([("event", false)]));

        Assert.Equal(["""event={"a":1,"\u0062":2,""", "event.a=3", "event.b=4"], expanded.Pairs);
        Assert.Equal(new RecordTransformCounts { UnparsedFields = 1 }, expanded.Counts);
    }

    [Theory]
    [InlineData(false, "sourceIPs.0", """sourceIPs=["10.0.0.1",{"v":6}]""", "sourceIPs.0=10.0.0.1")]
    [InlineData(false, "sourceIPs.1", """sourceIPs=["10.0.0.1",{"v":6}]""", "sourceIPs.1.v=6")]
    [InlineData(false, "sourceIPs.7", """sourceIPs=["10.0.0.1",{"v":6}]""")]
    [InlineData(false, "sourceIPs", """sourceIPs=["10.0.0.1",{"v":6}]""")]
    [InlineData(true, "sourceIPs", "sourceIPs.0=10.0.0.1", "sourceIPs.1.v=6")]
    public void Apply_Elements_AreAddressedOrExpanded(bool arrays, string path, params string[] expected)
    {
        LogRecordBuilder builder = new LogRecordBuilder().AddField("sourceIPs", """["10.0.0.1",{"v":6}]""");

        Assert.Equal(expected, ExpandedRecord.Of(builder, FieldExpansion.Create([(path, arrays)])).Pairs);
    }

    [Fact]
    public void Apply_ElementsBelowAnObject_AreAddressedByTheWholeName() =>
        Assert.Equal(
            ["event.x=1", """event.r=[{"i":"p","n":[7,8]},{"i":"q"}]""", "event.r.0.i=p", "event.r.0.n=[7,8]", "event.r.0.n.1=8"],
            ExpandedRecord.Of("""{"x":1,"r":[{"i":"p","n":[7,8]},{"i":"q"}]}""", "event", "event.r.0.n.1").Pairs);

    [Fact]
    public void Apply_BeyondTheLimits_LeavesTheRestAsTextUnderTheNameReached()
    {
        FieldExpansion expansion = new(ExpandedField.Create([("event", false)]), ExpandForm.Flatten, maxDepth: 2, maxFields: 3);
        LogRecordBuilder builder = new LogRecordBuilder()
            .AddField("event", """{"a":{"b":{"c":1},"d":2, "e":{"f":3},"g":4 },"h":5,"i":6}""").AddField("event", """{"j":1}""");

        ExpandedRecord expanded = ExpandedRecord.Of(builder, expansion);

        Assert.Equal(
            ["""event.a.b={"c":1}""", "event.a.d=2", """event.a.e={"f":3}""", """event.a={"g":4 }""", """event={"h":5,"i":6}"""],
            expanded.Pairs.Take(5));
    }

    [Fact]
    public void Apply_ThousandsOfKeys_KeepsTheLimitAndTheRest()
    {
        string json = "{" + string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"\"k{i}\":{i}")) + "}";

        ExpandedRecord expanded = ExpandedRecord.Of(json);

        Assert.Equal(257, expanded.Fields.Count);
        Assert.Equal(("event.k255", "255"), expanded.Fields[255]);
        Assert.Equal("event", expanded.Fields[256].Name);
        Assert.StartsWith("""{"k256":256,""", expanded.Fields[256].Value, StringComparison.Ordinal);
        Assert.EndsWith("\"k9999\":9999}", expanded.Fields[256].Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_NoFieldMatches_ReturnsTheRecordItself()
    {
        LogRecordBuilder builder = new LogRecordBuilder().AddField("other", "{}");
        RecordTransformCounts counts = default;

        LogRecord record = FieldExpansion.Create([("event", false)]).Apply(builder.Record, ref counts);

        Assert.Same(builder.Record.Table, record.Table);
    }

    [Fact]
    public void Apply_RecordsOfOneGroup_ChangeNoGroupVersion()
    {
        FieldExpansion expansion = FieldExpansion.Create([("event", false)]);
        LogRecordBuilder builder = new LogRecordBuilder().SetTopic("one");
        RecordTransformCounts counts = default;
        expansion.Apply(builder.AddField("event", """{"a":1}""").Record, ref counts);
        long version = expansion.Apply(builder.NextInGroup().AddField("event", """{"a":2}""").Record, ref counts).Table.GroupVersion;

        LogRecord same = expansion.Apply(builder.NextInGroup().AddField("event", """{"a":2}""").Record, ref counts);
        Assert.Equal((version, 2), (same.Table.GroupVersion, same.IndexInGroup));

        LogRecord other = expansion.Apply(builder.Clear(groupCursor: 7).SetTopic("two").AddField("event", """{"a":3}""").Record, ref counts);
        Assert.NotEqual(version, other.Table.GroupVersion);
        Assert.Equal(7, other.GroupCursor);
        Assert.Equal("two", Encoding.UTF8.GetString(other.Topic));
    }

    [Fact]
    public void Transform_Topics_SelectTheFirstRule()
    {
        MessageOptions message = new();
        message.Expand.Rules.Add(new() { Topics = ["actiontrail_*"], Fields = ["event"] });
        message.Expand.Rules.Add(new() { Fields = ["detail"] });
        RecordTransform transform = message.CreateTransform()!;
        LogRecordBuilder builder = new LogRecordBuilder().AddField("event", """{"a":1}""").AddField("detail", """{"b":2}""");
        RecordTransformCounts counts = default;

        Assert.Equal(["event={\"a\":1}", "detail.b=2"], Names(transform.Apply(builder.SetTopic("other").Record, ref counts)));
        Assert.Equal(["detail={\"b\":2}", "event.a=1"], Names(transform.Apply(builder.SetTopic("actiontrail_event").Record, ref counts)));
        Assert.Null(new MessageOptions().CreateTransform());
    }

    [Fact]
    public void Apply_WarmRecords_DoesNotAllocate()
    {
        FieldExpansion expansion = FieldExpansion.Create([("event", false), ("event.referencedResources.0", false)]);
        LogRecordBuilder builder = new LogRecordBuilder().SetTopic("t").AddField("event", ActionTrailEvents.SignIn).AddField("owner_id", "1");

        AllocationGate.AssertNone(() =>
        {
            RecordTransformCounts counts = default;
            expansion.Apply(builder.Record, ref counts);
        });
    }

    private static string[] Names(LogRecord record)
    {
        List<string> fields = [];
        for (int i = 0; i < record.FieldCount; i++)
        {
            fields.Add($"{Encoding.UTF8.GetString(record.GetField(i).Key)}={Encoding.UTF8.GetString(record.GetField(i).Value)}");
        }

        return [.. fields];
    }
}

using System.Text;

namespace SlsSyslog.Serialization.Tests.Expansion;

public class FieldExpansionTests
{
    [Fact]
    public void Apply_Object_BecomesDottedFieldsInPlaceOfTheText()
    {
        Expanded expanded = Expand("""{"a":"x","b":{"c":1e5,"d":true,"e":false},"f":["p",{"q":1}]}""");

        Assert.Equal(["other=y", "event.a=x", "event.b.c=1e5", "event.b.d=true", "event.b.e=false", """event.f=["p",{"q":1}]"""], expanded.Fields);
        Assert.Equal(default, expanded.Counts);
    }

    private static Expanded Expand(string json, params string[] paths)
    {
        LogRecordBuilder builder = new();
        builder.SetTopic("t").SetSource("s").AddTag("k", "v").SetTime(5, 6).AddField("event", json).AddField("other", "y");
        FieldExpansion expansion = FieldExpansion.Create((paths.Length == 0 ? ["event"] : paths).Select(path => (path, false)));
        RecordTransformCounts counts = default;
        LogRecord record = expansion.Apply(builder.Record, ref counts);
        Assert.Equal("t", Encoding.UTF8.GetString(record.Topic));
        Assert.Equal("s", Encoding.UTF8.GetString(record.Source));
        Assert.Equal("v", Encoding.UTF8.GetString(record.GetTag(0).Value));
        Assert.Equal((5, 6), (record.UnixSeconds, record.Nanoseconds));
        List<string> fields = [];
        for (int i = 0; i < record.FieldCount; i++)
        {
            fields.Add($"{Encoding.UTF8.GetString(record.GetField(i).Key)}={Encoding.UTF8.GetString(record.GetField(i).Value)}");
        }

        return new Expanded([.. fields], counts);
    }

    private sealed record Expanded(string[] Fields, RecordTransformCounts Counts);
}

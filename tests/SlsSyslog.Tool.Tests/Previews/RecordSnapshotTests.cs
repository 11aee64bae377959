namespace SlsSyslog.Tool.Tests;

public sealed class RecordSnapshotTests
{
    [Fact]
    public void Parse_FlatObject_ReadsTimeGroupAndFields()
    {
        RecordSnapshot record = RecordSnapshot.Parse(
            """{"__time__":"1764144000","__topic__":"web","__source__":"10.0.0.1","__tag__:host":"h1","user":"alice","size":12,"detail":{"a":1}}""");

        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1764144000), record.Time);
        Assert.Equal("web"u8.ToArray(), record.Topic);
        Assert.Equal("10.0.0.1"u8.ToArray(), record.Source);
        Assert.Equal("host"u8.ToArray(), Assert.Single(record.Tags).Key);
        Assert.Equal(["alice"u8.ToArray(), "12"u8.ToArray(), """{"a":1}"""u8.ToArray()], record.Fields.Select(field => field.Value));
    }

    [Fact]
    public void Parse_DeadLetter_ReadsItsRecord()
    {
        RecordSnapshot record = RecordSnapshot.Parse("""
            {"at":"2026-11-26T08:00:00Z","route":"siem","shard":"logs/3","reason":"too long","record":{"time":1764144000,"timeNs":5,"topic":"t",
            "source":"s","origin":{"project":"p","logstore":"logs","shard":"3","groupCursor":17,"index":2},"tags":[["k","v"]],
            "fields":[["a","1"],["a","2"],["raw",{"base64":"/w=="}]]}}
            """.ReplaceLineEndings(""));

        Assert.Equal("logs/3", record.Place);
        Assert.Equal([0xFF], record.Fields[2].Value);
        Assert.Equal(3, record.Fields.Count);
    }

    [Theory]
    [InlineData("[]", "The line is not a JSON object.")]
    [InlineData("{}", "The object does not have a field.")]
    [InlineData("""{"__time__":"today","a":"1"}""", "'today' in __time__ is not a number of seconds.")]
    public void Parse_OtherJson_SaysWhatIsWrong(string line, string expected) =>
        Assert.Equal(expected, Assert.Throws<FormatException>(() => RecordSnapshot.Parse(line)).Message);

    [Fact]
    public void Parse_NoJson_IsAFormatError() => Assert.Throws<FormatException>(() => RecordSnapshot.Parse("user=alice"));
}

namespace SlsSyslog.Serialization.Tests;

public sealed class RecordMappingTests
{
    private static readonly MessageOptions Options = new() { Profiles = ["auto"], Body = new CefOptions() };

    [Fact]
    public void DescribeMapping_RecordOfAProfile_HasReasonValuesAndUnmappedFields()
    {
        LogRecordBuilder record = new LogRecordBuilder().SetTopic("actiontrail_event")
            .AddField("event", """{"eventName":"CreateUser","userIdentity":{"userName":"alice"}}""").AddField("other", "1");

        RecordMapping mapping = Describe(record)!;

        Assert.Equal("actiontrail", mapping.Profile);
        Assert.Equal("The record matches: __topic__ is 'actiontrail_audit_event' or 'actiontrail_event'.", mapping.Reason);
        Assert.Contains(new KeyValuePair<string, string>("user.name", "alice"), mapping.Values);
        Assert.Contains("other", mapping.UnmappedFields);
        Assert.DoesNotContain("event.userIdentity.userName", mapping.UnmappedFields);
        Assert.Empty(mapping.OtherProfiles);
    }

    [Fact]
    public void DescribeMapping_NoProfileMatches_IsTheFallbackOrNothing()
    {
        LogRecordBuilder record = new LogRecordBuilder().AddField("message", "x");

        RecordMapping mapping = Describe(record)!;

        Assert.Equal("No other profile matches: the profile is for all other records.", mapping.Reason);
        Assert.Null(new MessageOptions { AddFields = { ["a"] = "1" } }.CreateTransform()!.DescribeMapping(record.Record));
    }

    [Theory]
    [InlineData("""{"field":"a","equals":"x"}""", "a is 'x'")]
    [InlineData("""{"field":"a","in":["x","y"]}""", "a is 'x' or 'y'")]
    [InlineData("""{"field":"a","exists":false}""", "a does not exist")]
    [InlineData("""{"field":"a","greaterThan":1.5}""", "a is greater than 1.5")]
    [InlineData("""{"not":{"field":"a","startsWith":"x"}}""", "not (a starts with 'x')")]
    [InlineData("""{"all":[{"field":"a","contains":"x"},{"any":[{"field":"b","exists":true},{"field":"c","matches":"^y"}]}]}""",
        "a contains 'x' and (b exists or c matches '^y')")]
    public void Of_AnyRule_ReadsAsASentence(string json, string expected)
    {
        ProfileErrors errors = new("rule");
        RuleDefinition? rule = new RuleReader(new NodeReader(errors)).Read(ProfileJson.Read(System.Text.Encoding.UTF8.GetBytes(json), errors)!);

        Assert.Equal(expected, RuleText.Of(rule!));
    }

    private static RecordMapping? Describe(LogRecordBuilder record)
    {
        RecordTransform transform = Options.CreateTransform()!;
        RecordTransformCounts counts = default;
        LogRecord mapped = transform.Apply(record.Record, ref counts);
        return transform.DescribeMapping(mapped);
    }
}

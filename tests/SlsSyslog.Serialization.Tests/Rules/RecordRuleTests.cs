using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Rules;

public class RecordRuleTests
{
    private const string Backtracks = "lookarounds";

    [Theory]
    [InlineData("""{"field":"user.name","equals":"ALICE"}""", true)]
    [InlineData("""{"field":"event.outcome","in":["success","unknown"]}""", false)]
    [InlineData("""{"field":"event.additionalEventData.loginAccount","startsWith":"alice@"}""", true)]
    [InlineData("""{"field":"__topic__","equals":"actiontrail_audit_event"}""", true)]
    [InlineData("""{"all":[{"field":"event.outcome","equals":"failure"},{"not":{"field":"source.ip","startsWith":"10."}}]}""", true)]
    public void Matches_MappedRecord_ReadsMappedExpandedAndGroupValues(string rule, bool expected)
    {
        MessageOptions message = Messages.FromPreset("arcsight-cef");
        RecordTransformCounts counts = default;
        LogRecordBuilder builder = new LogRecordBuilder().Clear().SetTopic("actiontrail_audit_event").AddField("event", ActionTrailEvents.SignIn);
        LogRecord record = message.CreateTransform()!.Apply(builder.Record, ref counts);

        Assert.Equal(expected, RecordRule.Parse(rule).Matches(record));
    }

    [Fact]
    public void Matches_RawRecord_ReadsItsFields()
    {
        RecordRule rule = RecordRule.Parse("""{"field":"status","greaterThan":399}""");

        Assert.True(rule.Matches(new LogRecordBuilder().Clear().AddField("status", "404").Record));
        Assert.False(rule.Matches(new LogRecordBuilder().Clear().AddField("status", "200").Record));
        Assert.Equal(["status"], rule.Fields);
    }

    [Fact]
    public void Matches_Steady_DoesNotAllocate()
    {
        RecordRule rule = RecordRule.Parse("""{"any":[{"field":"a","matches":"^(x+)+y$"},{"field":"a","contains":"zz"},{"field":"a","in":["b","c"]}]}""");
        LogRecordBuilder builder = new LogRecordBuilder().Clear().AddField("a", new string('x', 40));

        AllocationGate.AssertNone(() => rule.Matches(builder.Record));
    }

    [Theory]
    [InlineData("""{"all":[{"field":"a","equals":"x"},{"field":"a","equals":"y"}]}""")]
    [InlineData("""{"all":[{"field":"a","in":["x","z"]},{"field":"b","exists":true},{"field":"a","startsWith":"y"}]}""")]
    [InlineData("""{"all":[{"field":"a","contains":"y"},{"field":"a","equals":"x"}]}""")]
    [InlineData("""{"all":[{"field":"a","exists":false},{"field":"a","equals":"x"}]}""")]
    [InlineData("""{"all":[{"field":"a","equals":"x"},{"not":{"field":"a","equals":"x"}}]}""")]
    public void Parse_RulesThatContradict_IsAnError(string rule) =>
        Assert.Contains("contradict", Assert.Single(Errors(rule)).Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"all":[{"field":"a","equals":"x"},{"field":"a","in":["X","y"]}]}""")]
    [InlineData("""{"all":[{"field":"a","equals":"xy"},{"field":"a","startsWith":"X"},{"field":"a","contains":"y"}]}""")]
    [InlineData("""{"all":[{"field":"a","exists":false},{"field":"b","equals":"x"}]}""")]
    [InlineData("""{"any":[{"field":"a","equals":"x"},{"field":"a","equals":"y"}]}""")]
    public void Parse_RulesThatCanHoldTogether_Succeeds(string rule) => Assert.Empty(Errors(rule));

    [Theory]
    [InlineData("""{"field":"a","matches":"(?=x)y"}""", "Filter:Matches", Backtracks)]
    [InlineData("""{"field":"a","matches":"(a)\\1"}""", "Filter:Matches", Backtracks)]
    [InlineData("""{"field":"a","matches":"("}""", "Filter:Matches", "Correct the expression.")]
    [InlineData("""{"any":[{"field":"a","equals":"x"},{"feild":"a","equals":"x"}]}""", "Filter:Any:1:Feild", "Specify one of")]
    [InlineData("""{"field":"a"}""", "Filter", "Specify exactly one of")]
    [InlineData("[", "Filter", "Correct the text")]
    [InlineData("\"x\"", "Filter", "Specify an object.")]
    public void Parse_InvalidRule_IsAnErrorWithItsPath(string rule, string path, string fix)
    {
        IReadOnlyCollection<OptionError> errors = Errors(rule);

        Assert.Contains(errors, error => error.Path == path && error.Fix.Contains(fix, StringComparison.Ordinal));
        Assert.Throws<ArgumentException>(() => RecordRule.Parse(rule));
    }

    private static IReadOnlyCollection<OptionError> Errors(string rule)
    {
        OptionErrors errors = new();
        RecordRule? parsed = RecordRule.Parse(rule, "Filter", errors);
        Assert.Equal(errors.All.Count == 0, parsed is not null);
        return errors.All;
    }
}

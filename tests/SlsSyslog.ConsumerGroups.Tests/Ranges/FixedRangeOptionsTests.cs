using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class FixedRangeOptionsTests
{
    [Fact]
    public void Validate_Shard_ReportsOneError() => AssertErrors(
        o => o.Shard = -1, "Shard: The value -1 is out of range. Specify a value of 0 or more.");

    [Fact]
    public void Validate_TextThatIsNotACursor_ReportsOneError() => AssertErrors(
        o => (o.Shard, o.BeginCursor) = (0, "#"), "BeginCursor: '#' is not a valid cursor. Specify a cursor returned by SLS.");

    [Fact]
    public void Validate_CursorsWithoutAShard_ReportsBoth() => AssertErrors(
        o => (o.BeginCursor, o.EndCursor) = ("OTk=", "MTAw"),
        "BeginCursor: The cursor 'OTk=' is valid for one shard only. Specify Shard and a single Logstore.",
        "EndCursor: The cursor 'MTAw' is valid for one shard only. Specify Shard and a single Logstore.");

    [Fact]
    public void Validate_EndCursorBeforeBeginCursor_ReportsOneError() => AssertErrors(
        o => (o.Shard, o.BeginCursor, o.EndCursor) = (0, "MTAw", "OTk="),
        "EndCursor: The cursor 'OTk=' is before BeginCursor, 'MTAw'. Specify an end that is not before BeginCursor.");

    [Theory]
    [InlineData("latest", "latest", "To: The value latest is before From, latest. Specify an end that is not before From.")]
    [InlineData("earliest", "earliest", "To: The value earliest is before From, earliest. Specify an end that is not before From.")]
    [InlineData(
        "2026-01-31",
        "2026-01-30",
        "To: The value 2026-01-30T00:00:00Z is before From, 2026-01-31T00:00:00Z. Specify an end that is not before From.")]
    public void Validate_To_ReportsOneError(string from, string to, string expected) =>
        AssertErrors(o => (o.From, o.To) = (ShardPosition.Parse(from), ShardPosition.Parse(to)), expected);

    [Fact]
    public void Validate_RetryTimeout_ReportsOneError() => AssertErrors(
        o => o.RetryTimeout = TimeSpan.FromSeconds(-1), "RetryTimeout: The value -00:00:01 is out of range. Specify a value of 00:00:00 or more.");

    [Fact]
    public void Validate_RetryTimeoutOfZero_ReportsNothing() => AssertErrors(o => o.RetryTimeout = TimeSpan.Zero);

    [Fact]
    public void Constructor_SeveralErrors_ReportsAllOfThemSortedByPath()
    {
        FixedRangeOptions options = new() { Project = "sec-prod", Logstore = "actiontrail", Shard = -1, Proxy = "ftp://user:secret@proxy" };

        ArgumentException exception = Assert.Throws<ArgumentException>(() => new FixedRangeSource(
            options, new StaticCredentialProvider(new SlsCredential("a", "b")), new ListLogger(), TimeProvider.System));

        Assert.Equal(
            ["The options are invalid.", .. options.Validate().Select(error => error.ToString()), " (Parameter 'options')"],
            exception.Message.Split(Environment.NewLine));
        Assert.Equal(["Endpoint", "Proxy", "Shard"], options.Validate().Select(error => error.Path));
    }

    private static void AssertErrors(Action<FixedRangeOptions> configure, params string[] expected)
    {
        FixedRangeOptions options = new() { Endpoint = "cn-hangzhou.log.aliyuncs.com", Project = "sec-prod", Logstore = "actiontrail" };
        configure(options);

        Assert.Equal(expected, options.Validate().Select(error => error.ToString()));
    }
}

using System.Text;
using SlsSyslog.Serialization;

namespace SlsSyslog.Tool.Tests;

public sealed class RecordPreviewerTests
{
    // The fields of an ActionTrail event, which the built-in profile maps.
    private const string Event = """
        {"eventId":"1","eventName":"ConsoleSignin","eventSource":"signin.aliyun.com","eventTime":"2026-11-26T08:00:00Z","serviceName":"AasSub",
        "sourceIpAddress":"192.0.2.7","userIdentity":{"type":"ram-user","userName":"alice"},"errorCode":"","eventVersion":"1"}
        """;

    [Fact]
    public void Preview_PlainRecord_ShowsTheExactFrame()
    {
        RecordPreview preview = Routes.Create().Preview(Routes.Record(("user", "alice"), ("note", "a\nb")));

        Assert.Equal(PreviewFate.Sent, preview.Fate);
        PreviewFrame frame = Assert.Single(preview.Frames);
        Assert.Equal(frame.Text[(frame.Text.IndexOf(' ', StringComparison.Ordinal) + 1)..].Length, int.Parse(frame.Text.Split(' ')[0], null));
        Assert.Contains("<14>1 2026-11-26T08:00:00Z 10.0.0.1 web", frame.Text, StringComparison.Ordinal);
        Assert.Contains("user=alice", frame.Text, StringComparison.Ordinal);
        Assert.Equal(frame.Bytes, Convert.FromBase64String(frame.Base64).Length);
        Assert.Contains(preview.Fields, field => field == new PreviewField("note", "a\\nb"));
        Assert.Empty(preview.Dropped);
        Assert.Empty(preview.Cut);
        Assert.Empty(preview.Sanitized);
        Assert.Null(preview.Profile);
        Assert.Equal("The settings do not use profiles.", preview.ProfileReason);
    }

    [Fact]
    public void Preview_RecordOfAKnownLog_NamesTheProfileAndWhy()
    {
        RouteOptions route = Routes.Create(message => message.UsePreset("arcsight-cef"));

        RecordPreview preview = route.Preview(Routes.Record("actiontrail_event", ("event"u8.ToArray(), Encoding.UTF8.GetBytes(Event))));

        Assert.Equal("actiontrail", preview.Profile);
        Assert.Equal("The record matches: __topic__ is 'actiontrail_audit_event' or 'actiontrail_event'.", preview.ProfileReason);
        Assert.Contains(preview.Mapped, value => value == new PreviewField("user.name", "alice"));
        Assert.Contains("suser=alice", preview.Frames[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Preview_ExcludedField_IsDropped()
    {
        RouteOptions route = Routes.Create(message => message.Fields.Exclude = ["secret"]);

        RecordPreview preview = route.Preview(Routes.Record(("user", "alice"), ("secret", "x")));

        Assert.Equal(["secret"], preview.Dropped);
    }

    [Fact]
    public void Preview_LongRecord_ListsWhatIsCut()
    {
        RouteOptions route = Routes.Create(message => message.MaxBytes = 480);

        RecordPreview preview = route.Preview(Routes.Record(("first", "1"), ("long", new string('x', 600)), ("last", "2")));

        Assert.Equal(["long", "last"], preview.Cut);
        Assert.Empty(preview.Dropped);
        Assert.Contains("The message was cut to Message:MaxBytes, 480 bytes.", preview.Notes);
    }

    [Fact]
    public void Preview_LongRecordIsSplit_ShowsEachFrame()
    {
        RouteOptions route = Routes.Create(message => (message.MaxBytes, message.Oversize) = (480, OversizePolicy.Split));

        RecordPreview preview = route.Preview(Routes.Record(("first", "1"), ("long", new string('x', 600)), ("last", "2")));

        Assert.InRange(preview.Frames.Count, 2, 4);
        Assert.Empty(preview.Cut);
        Assert.Contains($"The record was split into {preview.Frames.Count} messages.", preview.Notes);
    }

    [Fact]
    public void Preview_LongRecordIsNotCut_IsNotSent()
    {
        RouteOptions route = Routes.Create(message => (message.MaxBytes, message.Oversize) = (480, OversizePolicy.DeadLetter));

        RecordPreview preview = route.Preview(Routes.Record(("long", new string('x', 600))));

        Assert.Equal(PreviewFate.NotSendable, preview.Fate);
        Assert.Equal("The message is longer than 480 bytes.", preview.FateReason);
        Assert.Empty(preview.Frames);
    }

    [Fact]
    public void Preview_InvalidText_IsListedAsSanitized()
    {
        RecordPreview preview = Routes.Create().Preview(Routes.Record(
            ("user"u8.ToArray(), "alice"u8.ToArray()), ("raw"u8.ToArray(), [0xFF, 0x41])));

        Assert.Equal(["raw"], preview.Sanitized);
        Assert.Contains(preview.Fields, field => field == new PreviewField("raw", "\\xFFA"));
    }

    [Fact]
    public void Preview_FilterDoesNotMatch_ShowsTheFilter()
    {
        RouteOptions route = Routes.Create();
        route.Filter = RecordRule.Parse("""{"field":"user","equals":"bob"}""");

        RecordPreview preview = route.Preview(Routes.Record(("user", "alice")));

        Assert.Equal(PreviewFate.Filtered, preview.Fate);
        Assert.Contains("bob", preview.FateReason, StringComparison.Ordinal);
        Assert.Empty(preview.Frames);
    }

    [Fact]
    public void Preview_SequenceNumbers_AreThoseOfTheRecords()
    {
        RouteOptions route = Routes.Create(message => message.Rfc5424.SequenceId = true);
        using RecordPreviewer previewer = new("siem", route);

        string[] frames = [.. Enumerable.Range(0, 2).Select(_ => previewer.Preview(Routes.Record(("a", "1"), ("b", "2"))).Frames[0].Text)];

        Assert.All(frames, frame => Assert.Contains("sequenceId=\"1\"", frame, StringComparison.Ordinal));
    }
}

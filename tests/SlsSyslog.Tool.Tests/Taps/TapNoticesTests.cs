namespace SlsSyslog.Tool.Tests;

public sealed class TapNoticesTests
{
    [Fact]
    public void Find_FilterMatchesNothing_SaysSo()
    {
        TapNotices notices = new(hasFilter: true);
        string? notice = null;
        for (int i = 0; i < 4 && notice is null; i++)
        {
            notice = notices.Find(new TapLine { Seen = 1000, Matched = 0, Lost = 0 });
        }

        Assert.Equal("The filter matched 0 of 1,000 messages.", notice);
        Assert.Equal("7 messages are not shown, because they came faster than they were read.", notices.Find(new TapLine { Seen = 9, Matched = 9, Lost = 7 }));
    }
}

using Spectre.Console.Testing;

namespace SlsSyslog.Tool.Tests;

public sealed class GroupTablesTests
{
    [Fact]
    public void OfShards_NarrowTerminal_ContainsEveryColumn()
    {
        const string Cursor = "MTc5NTcxMDIwMjI1MDAwMDAwMA==";
        DateTimeOffset time = new(2026, 1, 31, 8, 0, 0, TimeSpan.Zero);
        GroupShard shard = new(7, IsReadOnly: true, Cursor, time, "host-7", time, LagSeconds: 90, LogGroupsBehind: 12);
        using TestConsole console = new();
        console.Profile.Width = 60;

        console.Write(GroupTables.OfShards(new GroupReport("actiontrail", "siem", 30, InOrder: false, [shard])));

        Assert.Matches(
            $@"(?m)^ *actiontrail/7 \(read-only\) +1 min 30 s +12 +2026-01-31T08:00:00Z +host-7 +2026-01-31T08:00:00Z +{Cursor} *$", console.Output);
    }
}

namespace SlsSyslog.Architecture.Tests;

/// <summary>Users filter logs by event id: each id is in the range of its package and is unique.</summary>
public sealed class LogMessageTests
{
    private static readonly Dictionary<string, (int First, int Last)> Ranges = new()
    {
        ["SlsSyslog.Transports"] = (100, 199),
        ["SlsSyslog.ConsumerGroups"] = (200, 299),
        ["SlsSyslog"] = (300, 349),
        ["SlsSyslog.Hosting"] = (350, 369),
        ["SlsSyslog.AspNetCore"] = (370, 379),
        ["SlsSyslog.FunctionCompute"] = (400, 499),
        ["SlsSyslog.Tool"] = (500, 549),
    };

    private static readonly LogMessage[] Product = [.. SourceFile.Below("src").SelectMany(LogMessage.In)];

    [Fact]
    public void EventIds_OfTheProduct_AreUnique()
    {
        string[] repeated =
        [
            .. Product.GroupBy(message => message.EventId).Where(group => group.Count() > 1).Select(group => string.Join(" = ", group)),
        ];
        Assert.True(repeated.Length == 0, string.Join('\n', repeated));
    }

    [Fact]
    public void EventIds_OfAPackage_AreInItsRange()
    {
        string[] outside = [.. Product.Where(message => !IsInRange(message)).Select(message => message.ToString())];
        Assert.True(outside.Length == 0, string.Join('\n', outside));
    }

    [Fact]
    public void LogMessages_OfTheProduct_AreInLogFiles()
    {
        string[] elsewhere =
        [
            .. Product.Where(message => !message.File.Path.EndsWith(".Log.cs", StringComparison.Ordinal)).Select(message => message.ToString()),
        ];
        Assert.True(elsewhere.Length == 0, $"These belong in X.Log.cs:\n{string.Join('\n', elsewhere)}");
    }

    [Theory]
    [InlineData("[LoggerMessage(EventId = 7, Level = LogLevel.Debug)]", 7)]
    [InlineData("[LoggerMessage(8, LogLevel.Debug, \"text\")]", 8)]
    [InlineData("[LoggerMessage(eventId: 9, level: LogLevel.Debug)]", 9)]
    [InlineData("[LoggerMessage(Level = LogLevel.Debug)]", null)]
    public void In_EachSpelling_FindsTheEventId(string attribute, int? expected)
    {
        SourceFile file = SourceFile.Parse("src/P/A.Log.cs", $"partial class A {{ {attribute} partial void F(); }}");
        Assert.Equal(expected, Assert.Single(LogMessage.In(file)).EventId);
    }

    private static bool IsInRange(LogMessage message) =>
        Ranges.TryGetValue(message.File.Project, out (int First, int Last) range) && message.EventId >= range.First && message.EventId <= range.Last;
}

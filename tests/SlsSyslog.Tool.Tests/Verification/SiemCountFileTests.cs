namespace SlsSyslog.Tool.Tests;

public sealed class SiemCountFileTests
{
    private static readonly DateTimeOffset Minute = new(2026, 1, 31, 8, 5, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("minute,count\n2026-01-31T08:05:20Z,7\n")]
    [InlineData("\uFEFF\"Minute\", \"Count\"\r\n\"2026-01-31T08:05:00Z\", \"7\"\r\n\r\n")]
    [InlineData("[{\"minute\":\"2026-01-31T08:05Z\",\"count\":7}]")]
    [InlineData("{\"minute\":1769846700,\"count\":\"7\"}")]
    public void Parse_CsvAndJson_ReadsTheCounts(string text) => Assert.Equal([new SiemCount(null, Minute, 7)], SiemCountFile.Parse(text));

    [Theory]
    [InlineData("", "no column 'count'")]
    [InlineData("minute,count", "There are no counts")]
    [InlineData("time,number\n1,2", "no column 'count'")]
    [InlineData("minute,count\nsoon,2", "'soon' in line 2 is not a valid minute")]
    [InlineData("minute,count\n2026-01-31T08:05Z,-2", "'-2' in line 2 is not a valid count")]
    [InlineData("minute,count\n2026-01-31T08:05Z", "'' in line 2 is not a valid count")]
    [InlineData("[{\"count\":1},{\"minute\":\"2026-01-31T08:05Z\",\"count\":1}]", "Specify the same columns in all rows")]
    [InlineData("[1]", "is not an object")]
    [InlineData("[{]", "not valid JSON at line 1")]
    public void Parse_OtherText_SaysWhatToDo(string text, string expected)
    {
        FormatException exception = Assert.Throws<FormatException>(() => SiemCountFile.Parse(text));

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.Contains("Specify", exception.Message, StringComparison.Ordinal);
    }
}

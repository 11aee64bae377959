using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class CursorNumberTests
{
    [Theory]
    [InlineData("MTUyNDE1NTM3OTM3MzkwODQ5Ng==", 1524155379373908496)]
    [InlineData("MTUyNDE1NTM3OTM3MzkwODQ5Ng", 1524155379373908496)]
    [InlineData("MA==", 0)]
    public void Decode_Cursor_ReturnsItsNumber(string cursor, long number) =>
        Assert.Equal(number, CursorNumber.Decode(new LogPosition(cursor)));

    [Theory]
    [InlineData("")]
    [InlineData("!!!")]
    [InlineData("YWJj")]
    [InlineData("MTUyNDE1NTM3OTM3MzkwODQ5NjE1MjQxNTUzNzkzNzM5MDg0OTY=")]
    public void Decode_InvalidCursor_ReturnsNull(string cursor) => Assert.Null(CursorNumber.Decode(new LogPosition(cursor)));
}

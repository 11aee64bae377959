using System.Text;

namespace SlsSyslog.Testing.Tests;

public class SyslogMessageParserTests
{
    [Fact]
    public void Parse_ExamplesOfTheRfc_ReturnsTheirParts()
    {
        ParsedSyslogMessage first = Parse("<34>1 2003-10-11T22:14:15.003Z mymachine.example.com su - ID47 - \uFEFF'su root' failed for lonvick on /dev/pts/8");
        ParsedSyslogMessage second = Parse("<165>1 2003-08-24T05:14:15.000003-07:00 192.0.2.1 myproc 8710 - - %% It's time to make the do-nuts.");
        ParsedSyslogMessage fourth = Parse("<165>1 2003-10-11T22:14:15.003Z mymachine.example.com evntslog - ID47 " +
            "[exampleSDID@32473 iut=\"3\" eventSource=\"Application\" eventID=\"1011\"][examplePriority@32473 class=\"high\"]");

        Assert.Equal((4, 2, "su", null, "ID47", true), (first.Facility, first.Severity, first.AppName, first.ProcId, first.MsgId, first.HasByteOrderMark));
        Assert.Equal("'su root' failed for lonvick on /dev/pts/8", first.Text);
        Assert.Equal(("2003-08-24T05:14:15.000003-07:00", "8710", "%% It's time to make the do-nuts."), (second.Timestamp, second.ProcId, second.Text));
        Assert.Equal(["exampleSDID@32473", "examplePriority@32473"], fourth.StructuredData.Select(element => element.Id));
        Assert.Equal("1011", fourth.StructuredData[0].Find("eventID"));
        Assert.Equal(0, fourth.Message.Length);
    }

    [Fact]
    public void Parse_EscapesInAParameter_AreUnescaped()
    {
        ParsedSyslogMessage message = Parse("""<14>1 - - - - - [x@32473 k="a\"b\\c\]d[e=f g\n日"] m""");

        Assert.Equal("""a"b\c]d[e=f g\n日""", message.StructuredData[0].Find("k"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<14>")]
    [InlineData("<192>1 - - - - - -")]
    [InlineData("<014>1 - - - - - -")]
    [InlineData("<14>0 - - - - - -")]
    [InlineData("<14>1  - - - - - -")]
    [InlineData("<14>1 - - - - - ||a=b")]
    [InlineData("<14>1 - - - - -")]
    [InlineData("<14>1 2026-01-05T16:09:10.1234567Z - - - - -")]
    [InlineData("<14>1 2026-01-05T16:09:10+0800 - - - - -")]
    [InlineData("<14>1 2026-02-30T16:09:10Z - - - - -")]
    [InlineData("<14>1 2026-01-05t16:09:10z - - - - -")]
    [InlineData("<14>1 - hóst - - - -")]
    [InlineData("<14>1 - - - - - [a@1 k=\"]\"]")]
    [InlineData("<14>1 - - - - - [a@1 k=\"v\"")]
    [InlineData("<14>1 - - - - - [a@1][a@1]")]
    [InlineData("<14>1 - - - - - -x")]
    [InlineData("<14>1 - - a23456789012345678901234567890123456789012345678-50 - - -")]
    public void Parse_InvalidGrammar_ThrowsFormatException(string message) => Assert.Throws<FormatException>(() => Parse(message));

    private static ParsedSyslogMessage Parse(string message) => SyslogMessageParser.Parse(Encoding.UTF8.GetBytes(message));
}

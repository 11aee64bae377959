using System.Buffers;
using System.Text;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Text;

public class SyslogSerializerTests
{
    [Fact]
    public void Write_CompleteHeader_IsRfc5424()
    {
        ArrayBufferWriter<byte> output = new();

        FrameOutcome outcome = SyslogSerializer.Write(
            output,
            new SyslogHeader
            {
                Facility = SyslogFacility.Local4,
                Severity = SyslogSeverity.Notice,
                Timestamp = new DateTimeOffset(2003, 8, 24, 5, 14, 15, TimeSpan.FromHours(-7)),
                Hostname = "web-1"u8,
                AppName = "waf"u8,
                ProcId = "42"u8,
                MsgId = "BLOCK"u8,
                StructuredData = "[a@1 b=\"c\"]"u8,
            },
            "blocked\n"u8);

        Assert.Equal("<165>1 2003-08-24T05:14:15-07:00 web-1 waf 42 BLOCK [a@1 b=\"c\"] blocked\\n", Encoding.UTF8.GetString(output.WrittenSpan));
        Assert.Equal(FrameOutcome.None, outcome);
    }

    [Fact]
    public void Write_EmptyHeader_WritesNil()
    {
        ArrayBufferWriter<byte> output = new();

        SyslogSerializer.Write(output, new SyslogHeader(), default);

        Assert.Equal("<14>1 - - - - - -", Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Fact]
    public void Write_OverTheLimit_IsReportedAsTruncated()
    {
        ArrayBufferWriter<byte> output = new();

        FrameOutcome outcome = SyslogSerializer.Write(
            output, new SyslogHeader { Hostname = "bücher.example"u8, StructuredData = Encoding.ASCII.GetBytes($"[a@1 b=\"{new string('c', 500)}\"]") }, "m"u8, 480);

        Assert.Equal("<14>1 - xn--bcher-kva.example - - - -", Encoding.UTF8.GetString(output.WrittenSpan));
        Assert.Equal(FrameOutcome.Truncated | FrameOutcome.Sanitized, outcome);
    }

    [Theory]
    [InlineData("[a@1 x=\"\\][b@1 \"][b@1 y=\"1\"]")]
    [InlineData("[a@1 x=\"[b@1 \"][b@1 y=\"1\"]")]
    public void Write_ValueThatLooksLikeAnElement_IsNotARepetition(string elements)
    {
        ArrayBufferWriter<byte> output = new();

        SyslogSerializer.Write(output, new SyslogHeader { StructuredData = Encoding.ASCII.GetBytes(elements) }, default);

        Assert.Equal("<14>1 - - - - - " + elements, Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("[x")]
    [InlineData("[]")]
    [InlineData("[ x@1]")]
    [InlineData("[x@1 ]")]
    [InlineData("[x@1 a=b]")]
    [InlineData("[x@1 a=\"b]")]
    [InlineData("[x@1 a=\"]\"]")]
    [InlineData("[x@1 a=\"\\\"]")]
    [InlineData("[x@1] [y@1]")]
    [InlineData("[x@1][y@1 a=\"[x@1\"][x@1 b=\"\"]")]
    [InlineData("[x@1 a=\"\n\"]")]
    [InlineData("[aaaaaaaaaaaaaaaaaaaaaaaaaaa@32473]")]
    public void Write_InvalidStructuredData_Throws(string elements) => Assert.Throws<ArgumentException>(() =>
        SyslogSerializer.Write(new ArrayBufferWriter<byte>(), new SyslogHeader { StructuredData = Encoding.UTF8.GetBytes(elements) }, default));

    [Theory]
    [InlineData("[x@1]")]
    [InlineData("[x@1 a=\"[x@1 \\]\"][x@11 b=\"é\"][x@2]")]
    public void Write_ValidStructuredData_IsAccepted(string elements)
    {
        ArrayBufferWriter<byte> output = new();

        SyslogSerializer.Write(output, new SyslogHeader { StructuredData = Encoding.UTF8.GetBytes(elements) }, default);

        Assert.Equal("<14>1 - - - - - " + elements, Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Fact]
    public void Write_FacilityOutOfRange_Throws()
    {
        Assert.Throws<ArgumentException>(() => SyslogSerializer.Write(new ArrayBufferWriter<byte>(), new SyslogHeader { Facility = (SyslogFacility)24 }, default));
        Assert.Throws<ArgumentException>(() => SyslogSerializer.Write(new ArrayBufferWriter<byte>(), new SyslogHeader { Severity = (SyslogSeverity)8 }, default));
    }

    [Fact]
    public void Write_Reused_AllocatesNothing()
    {
        ArrayBufferWriter<byte> output = new(100_000);
        AllocationGate.AssertNone(() =>
        {
            output.ResetWrittenCount();
            SyslogSerializer.Write(output, new SyslogHeader { Timestamp = DateTimeOffset.UnixEpoch, Hostname = "h"u8, StructuredData = "[a@1]"u8 }, "m\n"u8);
        });
    }
}

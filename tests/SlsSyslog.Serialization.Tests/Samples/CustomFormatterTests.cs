using CustomFormatter;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Samples;

public class CustomFormatterTests
{
    private static LogRecordBuilder Signin => new LogRecordBuilder()
        .AddField("event.userIdentity.userName", "alice\n<14>1 forged")
        .AddField("event.sourceIpAddress", "198.51.100.23");

    [Fact]
    public void SigninLine_LineBreakInAName_IsEscaped() =>
        Assert.Equal("signed in: user=alice\\n<14>1 forged ip=198.51.100.23", Frames.Format(new SigninLine(), Signin));

    [Fact]
    public void SigninLine_ErrorCode_WritesRefused() => Assert.Equal(
        "refused: user=alice\\n<14>1 forged ip=198.51.100.23", Frames.Format(new SigninLine(), Signin.AddField("event.errorCode", "Forbidden")));

    [Fact]
    public void SigninLine_ManyRecords_AllocatesNothing()
    {
        SigninLine formatter = new();
        LogRecordBuilder record = Signin;
        using FrameBuffer frames = new();
        AllocationGate.AssertNone(() =>
        {
            frames.Append(formatter, record.Record);
            frames.Clear();
        });
    }

    [Fact]
    public void ReadableLine_SameRecord_WritesASentence()
    {
        Assert.Equal("alice\\n<14>1 forged signed in from 198.51.100.23", Frames.Format(new ReadableLine(), Signin));
        Assert.Equal("somebody was refused (X) from somewhere", Frames.Format(new ReadableLine(), new LogRecordBuilder().AddField("event.errorCode", "X")));
    }
}

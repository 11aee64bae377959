using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Presets;

public class SyslogFormatOptionsTests
{
    [Fact]
    public void CreateFormatter_EveryEnvelopeAndBody_Composes()
    {
        foreach (SyslogEnvelope envelope in Enum.GetValues<SyslogEnvelope>())
        {
            foreach (SyslogBody body in Enum.GetValues<SyslogBody>())
            {
                SyslogFormatOptions options = new() { Envelope = envelope, Body = body, Template = "t={__topic__}", Field = "status" };
                if (body == SyslogBody.None && envelope != SyslogEnvelope.Rfc5424)
                {
                    Assert.Equal("Body", Assert.Single(options.FindFaults()).Option);
                    continue;
                }

                Assert.NotEmpty(Frames.Format(options.CreateFormatter(), ExampleRecords.AccessLog()));
            }
        }
    }

    [Fact]
    public void CreateFormatter_OwnBody_StandsBehindTheEnvelope()
    {
        SyslogFormatOptions options = new() { Envelope = SyslogEnvelope.Rfc3164, Body = SyslogBody.None, Rfc3164 = { AppName = "" } };

        Assert.Equal("<14>Jan  1 00:00:00 - mine", Frames.Format(options.CreateFormatter(new LiteralBody("mine")), new LogRecordBuilder()));
    }

    [Fact]
    public void FindFaults_WrongParts_NamesThoseThatAreUsed()
    {
        SyslogFormatOptions options = new()
        {
            MaxMessageBytes = 100,
            Envelope = SyslogEnvelope.Rfc3164,
            Body = SyslogBody.Cef,
            Rfc5424 = { Facility = "not used" },
            Rfc3164 = { Facility = "wrong" },
            Cef = { Name = "{", Extension = { ["cs1"] = "{__nothing__}" }, Fields = { Mask = { ["x"] = "keep-last-0" } } },
        };

        Assert.Equal(
            ["MaxMessageBytes", "Rfc3164:Facility", "Cef:Name", "Cef:Extension:cs1", "Cef:Fields:Mask:x"],
            options.FindFaults().Select(fault => fault.Option));
        Assert.Throws<ArgumentException>(() => options.CreateFormatter());
    }
}

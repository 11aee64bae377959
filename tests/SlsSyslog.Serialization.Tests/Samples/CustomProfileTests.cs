using System.Text;
using CustomProfile;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Samples;

public class CustomProfileTests
{
    private static readonly string Profile = Path.Combine(Repository.Root, "samples", "CustomProfile", "profiles", "orders.json");

    [Fact]
    public void Orders_FileBeforeTheBuiltInProfiles_IsUsed()
    {
        MessageOptions message = new() { Envelope = SyslogEnvelope.None, Body = new CefOptions(), Profiles = [Profile, "auto"] };
        IMessageFormatter formatter = message.CreateFormatter();

        string[] lines =
        [
            .. OrderLogs.All.Select(record => Encoding.UTF8.GetString(Frames.Format(formatter, record.Record, message.MaxBytes, out _))),
        ];

        Assert.StartsWith(
            "CEF:0|Alibaba Cloud|Order Service|1.0|Create|Create|1|rt=1768464551000 externalId=e-1 act=create outcome=success "
                + "src=203.0.113.9 suser=alice ",
            lines[0],
            StringComparison.Ordinal);
        Assert.StartsWith(
            "CEF:0|Alibaba Cloud|Order Service|1.0|refund|refund|7|rt=1768464552000 externalId=e-2 act=refund outcome=failure reason=limit exceeded "
                + "c6a2=2001:db8::9 c6a2Label=sourceAddress suser=8 ",
            lines[1],
            StringComparison.Ordinal);
        Assert.EndsWith(" data={\"id\":\"e-3\",\"action\":\"create\",\"at\":\"20", lines[2], StringComparison.Ordinal);
        Assert.DoesNotContain(" outcome=", lines[2], StringComparison.Ordinal);
    }
}

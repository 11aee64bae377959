using System.Text;

namespace SlsSyslog.Serialization.Tests.Vocabulary;

public class ValueCheckTests
{
    [Theory]
    [InlineData("203.0.113.9", true, false)]
    [InlineData("255.255.255.255", true, false)]
    [InlineData("0.0.0.0", true, false)]
    [InlineData("256.0.0.1", false, false)]
    [InlineData("1.2.3", false, false)]
    [InlineData("1.2.3.4.5", false, false)]
    [InlineData("01.2.3.4", false, false)]
    [InlineData("1.2.3.4:80a", false, false)]
    [InlineData("1.2.3.4:", false, false)]
    [InlineData("1.2.3.4:123456", false, false)]
    [InlineData("[1.2.3.4]", false, false)]
    [InlineData("2001:db8::9]", false, false)]
    [InlineData("[2001:db8::9", false, false)]
    [InlineData("[2001:db8::9]x", false, false)]
    [InlineData("[\"203.0.113.9\"]", false, false)]
    [InlineData("unknown, 1.2.3.4", false, false)]
    [InlineData(",1.2.3.4", false, false)]
    [InlineData(",", false, false)]
    [InlineData("1..3.4", false, false)]
    [InlineData("1.2.3.", false, false)]
    [InlineData("2001:db8::9", true, true)]
    [InlineData("::1", true, true)]
    [InlineData("::ffff:203.0.113.9", true, false)]
    [InlineData("fe80::1%eth0", false, false)]
    [InlineData("2001:db8::g", false, false)]
    [InlineData("actiontrail.aliyuncs.com", false, false)]
    [InlineData("actiontrail_internal", false, false)]
    public void IsValid_Ip_AcceptsAddressesOnly(string text, bool isValid, bool isVersion6)
    {
        Assert.Equal(isValid, ValueCheck.IsValid(Encoding.UTF8.GetBytes(text), ValueKind.Ip, out _, out bool found));
        Assert.Equal(isVersion6, found);
    }

    [Theory]
    [InlineData("203.0.113.9", "203.0.113.9")]
    [InlineData("203.0.113.9:52344", "203.0.113.9")]
    [InlineData("203.0.113.9, 10.0.0.1", "203.0.113.9")]
    [InlineData(" 203.0.113.9:80 ,unknown", "203.0.113.9")]
    [InlineData("::FFFF:203.0.113.9", "203.0.113.9")]
    [InlineData("0:0:0:0:0:ffff:203.0.113.9", "203.0.113.9")]
    [InlineData("[::ffff:203.0.113.9]:443", "203.0.113.9")]
    [InlineData("2001:db8::9", "2001:db8::9")]
    [InlineData("[2001:db8::9]", "2001:db8::9")]
    [InlineData("[2001:db8::9]:443,10.0.0.1", "2001:db8::9")]
    [InlineData("2001:db8::ffff:203.0.113.9", "2001:db8::ffff:203.0.113.9")]
    public void IsValid_AddressWithMore_FindsTheFirstAddress(string text, string address)
    {
        Assert.True(ValueCheck.IsValid(Encoding.UTF8.GetBytes(text), ValueKind.Ip, out Range part, out bool isVersion6));
        Assert.Equal(address, text[part]);
        Assert.Equal(address.Contains(':', StringComparison.Ordinal), isVersion6);
    }

    [Theory]
    [InlineData("actiontrail.aliyuncs.com", true)]
    [InlineData("web-1", true)]
    [InlineData("bücher.example", true)]
    [InlineData("203.0.113.9", false)]
    [InlineData("www.example.com:8080", false)]
    [InlineData("a b", false)]
    [InlineData(".example.com", false)]
    [InlineData("12345", false)]
    public void IsValid_Host_AcceptsNamesOnly(string text, bool isValid) => Assert.Equal(isValid, Check(text, ValueKind.Host));

    [Theory]
    [InlineData("0", true)]
    [InlineData("65535", true)]
    [InlineData("65536", false)]
    [InlineData("-1", false)]
    [InlineData("080", false)]
    [InlineData("https", false)]
    public void IsValid_Port_AcceptsTheRange(string text, bool isValid) => Assert.Equal(isValid, Check(text, ValueKind.Port));

    [Theory]
    [InlineData("-9223372036854775808", true)]
    [InlineData("9223372036854775807", true)]
    [InlineData("9223372036854775808", false)]
    [InlineData("1.5", false)]
    [InlineData("007", false)]
    [InlineData("-0", false)]
    [InlineData("1e3", false)]
    public void IsValid_Integer_AcceptsWhatJsonWrites(string text, bool isValid) => Assert.Equal(isValid, Check(text, ValueKind.Integer));

    private static bool Check(string text, ValueKind kind) => ValueCheck.IsValid(Encoding.UTF8.GetBytes(text), kind, out _, out _);
}

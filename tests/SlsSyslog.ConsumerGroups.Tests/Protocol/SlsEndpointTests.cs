namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class SlsEndpointTests
{
    [Theory]
    [InlineData("cn-hangzhou.log.aliyuncs.com", "https://proj.cn-hangzhou.log.aliyuncs.com", "proj.cn-hangzhou.log.aliyuncs.com", false)]
    [InlineData("http://cn-hangzhou.log.aliyuncs.com/", "http://proj.cn-hangzhou.log.aliyuncs.com", "proj.cn-hangzhou.log.aliyuncs.com", false)]
    [InlineData(
        "HTTPS://CN-Hangzhou.log.aliyuncs.com:8443",
        "https://proj.cn-hangzhou.log.aliyuncs.com:8443",
        "proj.cn-hangzhou.log.aliyuncs.com:8443", false)]
    [InlineData("https://cn-hangzhou.log.aliyuncs.com:443", "https://proj.cn-hangzhou.log.aliyuncs.com", "proj.cn-hangzhou.log.aliyuncs.com", false)]
    [InlineData("https://proj.cn-hangzhou.log.aliyuncs.com", "https://proj.cn-hangzhou.log.aliyuncs.com", "proj.cn-hangzhou.log.aliyuncs.com", false)]
    [InlineData(
        "cn-hangzhou-intranet.sls.aliyuncs.com",
        "https://proj.cn-hangzhou-intranet.sls.aliyuncs.com",
        "proj.cn-hangzhou-intranet.sls.aliyuncs.com", false)]
    [InlineData("sls.corp", "https://proj.sls.corp", "proj.sls.corp", false)]
    [InlineData("proj.sls.corp", "https://proj.sls.corp", "proj.sls.corp", false)]
    [InlineData("http://sls_emulator:9000", "http://proj.sls_emulator:9000", "proj.sls_emulator:9000", false)]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:8080", "proj.127.0.0.1:8080", true)]
    [InlineData("127.0.0.1:8080", "https://127.0.0.1:8080", "proj.127.0.0.1:8080", true)]
    [InlineData("http://[::1]:8080", "http://[::1]:8080", "proj.localhost:8080", true)]
    [InlineData("[2001:db8::1]", "https://[2001:db8::1]", "proj.localhost", true)]
    [InlineData("http://localhost", "http://localhost", "proj.localhost", true)]
    public void Parse_Address_ReturnsAddressAndHost(string text, string address, string host, bool isLocal)
    {
        Assert.Null(SlsEndpoint.Parse(text, "proj", out SlsEndpoint? endpoint));

        Assert.Equal(address, endpoint!.Address);
        Assert.Equal(host, endpoint.Host);
        Assert.Equal(isLocal, endpoint.IsLocal);
        Assert.True(Uri.TryCreate(endpoint.Address, UriKind.Absolute, out _));
    }

    [Fact]
    public void Parse_ProjectNamedAsTheRegion_IsNotTakenForAProjectInTheAddress()
    {
        Assert.Null(SlsEndpoint.Parse("cn-hangzhou.log.aliyuncs.com", "cn-hangzhou", out SlsEndpoint? endpoint));

        Assert.Equal("cn-hangzhou.cn-hangzhou.log.aliyuncs.com", endpoint!.Host);
    }

    [Theory]
    [InlineData("ftp://host", "The scheme 'ftp' is not supported.")]
    [InlineData("://host", "The scheme is not valid.")]
    [InlineData("http:/host", "The address has 'http:' without '//' before the host.")]
    [InlineData("HTTPS:host", "The address has 'HTTPS:' without '//' before the host.")]
    [InlineData("https://http:/host", "The address has a second scheme 'http:' after 'https://'.")]
    [InlineData("https://https://host", "The address has a second scheme 'https:' after 'https://'.")]
    [InlineData("https://", "The host is missing.")]
    [InlineData("https://:443", "The host is missing.")]
    [InlineData("//host", "The host is missing.")]
    [InlineData("/host", "The host is missing.")]
    [InlineData("https://host/logstores/x", "The address has a path after the host 'host'.")]
    [InlineData("host//", "The address has a path after the host 'host'.")]
    [InlineData("https://host\\x", "The address has a path after the host 'host'.")]
    [InlineData("https://host?project=x&Signature=secret", "The address has a query after the host 'host'.")]
    [InlineData("https://host:443#secret", "The address has a fragment after the host 'host'.")]
    [InlineData("https://user:secret@host", "The address has a user name or password before the host 'host'.")]
    [InlineData("user:secret@host", "The address has a user name or password before the host 'host'.")]
    [InlineData("https://user:sec/ret?#@host:443", "The address has a user name or password before the host 'host'.")]
    [InlineData("https://host:", "The text after the host 'host' is not a port from 1 to 65535.")]
    [InlineData("https://host:secret", "The text after the host 'host' is not a port from 1 to 65535.")]
    [InlineData("host:0", "The text after the host 'host' is not a port from 1 to 65535.")]
    [InlineData("host:65536", "The text after the host 'host' is not a port from 1 to 65535.")]
    [InlineData("host:99999999999999", "The text after the host 'host' is not a port from 1 to 65535.")]
    [InlineData("host:+80", "The text after the host 'host' is not a port from 1 to 65535.")]
    [InlineData("host:\u0664\u0664\u0663", "The text after the host 'host' is not a port from 1 to 65535.")]
    [InlineData("host:80:90", "The text after the host 'host' is not a port from 1 to 65535.")]
    [InlineData("::1", "The IPv6 address '::1' is not in brackets.")]
    [InlineData("http://2001:db8::1", "The IPv6 address '2001:db8::1' is not in brackets.")]
    [InlineData("[::1", "The bracket of an IPv6 address is not closed.")]
    [InlineData("[::1]8080", "The text after the host '[::1]' is not a port from 1 to 65535.")]
    [InlineData("[host]", "'[host]' is not a valid IPv6 address.")]
    [InlineData("[fe80::1%eth0]", "'[fe80::1%eth0]' is not a valid IPv6 address.")]
    [InlineData("not an address", "The host 'not an address' contains the character U+0020, which a host name cannot contain.")]
    [InlineData("cn\u2010hangzhou.log.aliyuncs.com", "contains the character U+2010, which")]
    [InlineData("\u0441n-hangzhou.log.aliyuncs.com", "contains the character U+0441, which")]
    [InlineData("\U0001F600.corp", "contains the character U+1F600, which")]
    [InlineData("\ud83d.corp", "contains the character U+")]
    [InlineData("host\r\nx-log-evil: 1", "The text after the host 'host  x-log-evil' is not a port")]
    [InlineData("a\u001b[2J.corp", "contains the character U+001B, which")]
    [InlineData("a%2eb", "contains the character U+0025, which")]
    [InlineData("a..b", "'a..b' is not a valid host name.")]
    [InlineData("host.", "'host.' is not a valid host name.")]
    [InlineData("-host", "'-host' is not a valid host name.")]
    [InlineData("127.1", "'127.1' is not a valid IPv4 address.")]
    [InlineData("0x7f000001", "'0x7f000001' is not a valid IPv4 address.")]
    [InlineData("2130706433", "'2130706433' is not a valid IPv4 address.")]
    [InlineData("300.1.1.1", "'300.1.1.1' is not a valid IPv4 address.")]
    [InlineData("127.0.0.01", "'127.0.0.01' is not a valid IPv4 address.")]
    [InlineData("https://other.cn-hangzhou.log.aliyuncs.com", "The address includes the project 'other', but the option Project is 'proj'.")]
    [InlineData("OTHER.cn-hangzhou.sls.aliyuncs.com", "The address includes the project 'other', but the option Project is 'proj'.")]
    [InlineData("proj.other.cn-hangzhou.log.aliyuncs.com", "The address includes the project 'proj.other', but the option Project is 'proj'.")]
    public void Parse_InvalidAddress_SaysWhatWasUnderstoodWithoutASecret(string text, string expected)
    {
        string? problem = SlsEndpoint.Parse(text, "proj", out SlsEndpoint? endpoint);

        Assert.Null(endpoint);
        Assert.Contains(expected, problem!, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", problem!, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(problem!, character => char.IsControl(character));
    }

    [Theory]
    [InlineData("http:/proxy")]
    [InlineData("http://proxy:8080/path-secret")]
    [InlineData("http://user:secret@proxy:x")]
    [InlineData("http://user:secret@")]
    [InlineData("socks5://user:secret@proxy")]
    public void ParseProxy_InvalidAddress_IsRefusedWithoutASecret(string text)
    {
        string? problem = ProxyAddress.Parse(text, out System.Net.IWebProxy? proxy);

        Assert.Null(proxy);
        Assert.DoesNotContain("secret", problem!, StringComparison.Ordinal);
    }

    [Fact]
    public void ParseProxy_UserAndPassword_AreUnescaped()
    {
        Assert.Null(ProxyAddress.Parse("http://us%40er:p%2Fw@proxy:8080", out System.Net.IWebProxy? proxy));

        System.Net.WebProxy web = Assert.IsType<System.Net.WebProxy>(proxy);
        Assert.Equal("http://proxy:8080/", web.Address!.ToString());
        System.Net.NetworkCredential user = Assert.IsType<System.Net.NetworkCredential>(web.Credentials);
        Assert.Equal(("us@er", "p/w"), (user.UserName, user.Password));
    }
}

using SlsSyslog.Serialization;

namespace SlsSyslog.Transports.Tests;

public sealed class TransportOptionsTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public static TheoryData<SyslogTransportOptions, string> Invalid { get; } = new()
    {
        { new TcpTransportOptions(), "Servers: The value is missing. Specify at least one server, such as tcp://siem.corp:514." },
        {
            Tcp("udp://a:1"),
            "Servers:0: 'udp://a:1' does not have a supported scheme. Specify one of the schemes tcp, tls."
        },
        {
            new UdpTransportOptions { Servers = [SyslogServer.Parse("my://a:1")] },
            "Servers:0: 'my://a:1' does not have a supported scheme. Specify the scheme udp."
        },
        {
            Tcp("tls://a", "tcp://b"),
            "Servers:1: 'tcp://b:514' and 'tls://a:6514' have different schemes. Specify the same scheme for all servers."
        },
        { Tcp(o => o.ConnectTimeout = TimeSpan.Zero), OutOfRange("ConnectTimeout", "00:00:00") },
        { Tcp(o => o.ConnectTimeout = Day + Day), OutOfRange("ConnectTimeout", "2.00:00:00") },
        { Tcp(o => o.WriteTimeout = TimeSpan.Zero), OutOfRange("WriteTimeout", "00:00:00") },
        { Tcp(o => o.DrainTimeout = TimeSpan.Zero), OutOfRange("DrainTimeout", "00:00:00") },
        { Tcp(o => o.ReconnectDelay = TimeSpan.Zero), OutOfRange("ReconnectDelay", "00:00:00") },
        { Tcp(o => o.MaxReconnectDelay = Day + Day), OutOfRange("MaxReconnectDelay", "2.00:00:00") },
        {
            Tcp(o => o.MaxReconnectDelay = TimeSpan.FromMilliseconds(100)),
            "MaxReconnectDelay: The value 00:00:00.1 is less than ReconnectDelay, which is 00:00:00.2. "
                + "Specify a value that is not less than ReconnectDelay."
        },
        { Tcp(o => o.FailBackAfter = TimeSpan.Zero), OutOfRange("FailBackAfter", "00:00:00") },
        { Tcp(o => o.SendBufferBytes = 4095), "SendBufferBytes: The value 4095 is out of range. Specify a value from 4096 to 1073741824." },
        { Tcp(o => o.AcknowledgeTimeout = TimeSpan.Zero), OutOfRange("AcknowledgeTimeout", "00:00:00") },
        { Tcp(o => o.KeepAliveTime = TimeSpan.Zero), OutOfRange("KeepAliveTime", "00:00:00") },
        { Tcp(o => o.KeepAliveInterval = TimeSpan.Zero), OutOfRange("KeepAliveInterval", "00:00:00") },
        { Tcp(o => o.Connections = 0), "Connections: The value 0 is out of range. Specify a value from 1 to 64." },
        { Tcp(o => o.Connections = 65), "Connections: The value 65 is out of range. Specify a value from 1 to 64." },
        {
            Tcp(o => o.RotateAfter = TimeSpan.FromMilliseconds(999)),
            "RotateAfter: The value 00:00:00.999 is out of range. Specify a value from 00:00:01 to 30.00:00:00."
        },
        { Tcp(o => o.RotateAfter = 31 * Day), "RotateAfter: The value 31.00:00:00 is out of range. Specify a value from 00:00:01 to 30.00:00:00." },
        { Tcp(o => o.RotateAfterBytes = 65535), "RotateAfterBytes: The value 65535 is out of range. Specify a value from 65536 to 1099511627776." },
        { Tcp(o => o.SettleWindow = -Day), "SettleWindow: The value -1.00:00:00 is out of range. Specify a value from 00:00:00 to 00:10:00." },
        { Tcp(o => o.SettleWindow = Day), "SettleWindow: The value 1.00:00:00 is out of range. Specify a value from 00:00:00 to 00:10:00." },
        {
            Tcp(o => o.Framing = (SyslogFraming)77),
            "Framing: The value 77 is not defined. Specify one of OctetCounting, LineFeed, Nul, Datagram."
        },
        { Tcp(o => o.Framing = SyslogFraming.Datagram), "Framing: The value Datagram is not valid for TCP. Specify OctetCounting, LineFeed or Nul." },
        {
            Tcp(o =>
            {
                o.Framing = SyslogFraming.LineFeed;
                o.Servers = [SyslogServer.Parse("tls://a")];
            }),
            "Framing: RFC 5425 does not allow the value LineFeed over TLS. "
                + "Specify OctetCounting, or set AllowNonTransparentFramingOverTls to true if the receiver requires this framing."
        },
        {
            Tcp(o => o.Confirmation = DeliveryConfirmation.PeerAcknowledged),
            "Confirmation: The value PeerAcknowledged is not valid for TCP. "
                + "Specify Written, KernelAcknowledged or ReceiverDrained, or use a server with the scheme relp or relps."
        },
        {
            Tcp(o => o.Confirmation = (DeliveryConfirmation)77),
            "Confirmation: The value 77 is not defined. Specify one of Written, KernelAcknowledged, ReceiverDrained, PeerAcknowledged."
        },
        {
            Tcp(o => o.Tls.ServerName = "siem.corp"),
            "Tls: The TLS options have no effect, because 'tcp://a:514' does not use TLS. "
                + "Specify a server with the scheme tls or relps, or remove the TLS options."
        },
        { Relp(o => o.WindowSize = 0), "WindowSize: The value 0 is out of range. Specify a value from 1 to 100000." },
        { Relp(o => o.WindowSize = 100_001), "WindowSize: The value 100001 is out of range. Specify a value from 1 to 100000." },
        { Relp(o => o.ResponseTimeout = TimeSpan.Zero), OutOfRange("ResponseTimeout", "00:00:00") },
        { Udp(o => o.MaxDatagramBytes = 479), "MaxDatagramBytes: The value 479 is out of range. Specify a value from 480 to 65507." },
        { Udp(o => o.MaxDatagramBytes = 65508), "MaxDatagramBytes: The value 65508 is out of range. Specify a value from 480 to 65507." },
        { Udp(o => o.SettleWindow = Day), "SettleWindow: The value 1.00:00:00 is out of range. Specify a value from 00:00:00 to 00:10:00." },
        {
            Udp(o => o.ResolveAfter = TimeSpan.FromMilliseconds(999)),
            "ResolveAfter: The value 00:00:00.999 is out of range. Specify a value from 00:00:01 to 30.00:00:00."
        },
        { Tcp(o => o.GiveUpAfterAttempts = 0), "GiveUpAfterAttempts: The value 0 is out of range. Specify a value of 1 or more." },
        {
            Tcp(o => o.GiveUpAfter = TimeSpan.FromSeconds(9)),
            "GiveUpAfter: The value 00:00:09 is less than ConnectTimeout, which is 00:00:10. Specify a value that is not less than ConnectTimeout."
        },
        {
            Tcp(o =>
            {
                o.Servers = [SyslogServer.Parse("tcp://a"), SyslogServer.Parse("tcp://b"), SyslogServer.Parse("tcp://c")];
                o.GiveUpAfterAttempts = 2;
            }),
            "GiveUpAfterAttempts: The value 2 is less than the number of servers, which is 3, so some would never be tried. "
                + "Specify a value of 3 or more."
        },
        { Tcp(o => o.MaxBytesPerSecond = 0), "MaxBytesPerSecond: The value 0 is out of range. Specify a value of 1 or more." },
        { Udp(o => o.MaxRecordsPerSecond = 0), "MaxRecordsPerSecond: The value 0 is out of range. Specify a value of 1 or more." },
        {
            Relp(o => o.LoadBalancing = (LoadBalancing)77),
            "LoadBalancing: The value 77 is not defined. Specify one of Failover, RoundRobin, LeastUnsettled."
        },
        {
            Tcp(o => o.Servers = [SyslogServer.Parse("tcp://a"), SyslogServer.Parse("tcp://b"), SyslogServer.Parse("tcp://a:514")]),
            "Servers:2: 'tcp://a:514' is listed twice. Remove it."
        },
    };

    [Theory]
    [MemberData(nameof(Invalid))]
    public void Validate_InvalidValue_ReportsOneErrorWithPathProblemAndFix(SyslogTransportOptions options, string expected) =>
        Assert.Equal(expected, Assert.Single(options.Validate()).ToString());

    [Fact]
    public void Validate_OnlyServers_IsValid()
    {
        Assert.Empty(Tcp(_ => { }).Validate());
        Assert.Empty(Relp(_ => { }).Validate());
        Assert.Empty(Udp(_ => { }).Validate());
    }

    [Fact]
    public void Validate_FramingThatIsAllowedOverTls_IsValid() => Assert.Empty(Tcp(options =>
    {
        options.Servers = [SyslogServer.Parse("tls://a")];
        options.Framing = SyslogFraming.LineFeed;
        options.AllowNonTransparentFramingOverTls = true;
    }).Validate());

    [Fact]
    public void FrameBufferFraming_EachTransport_IsDatagramUnlessTcp()
    {
        Assert.Equal(SyslogFraming.OctetCounting, Tcp(_ => { }).FrameBufferFraming);
        Assert.Equal(SyslogFraming.Nul, Tcp(options => options.Framing = SyslogFraming.Nul).FrameBufferFraming);
        Assert.Equal(SyslogFraming.Datagram, Relp(_ => { }).FrameBufferFraming);
        Assert.Equal(SyslogFraming.Datagram, Udp(_ => { }).FrameBufferFraming);
    }

    [Fact]
    public void UseDefaults_UnspecifiedValue_IsThatOfTheMessages()
    {
        TcpTransportOptions tcp = Tcp(_ => { });
        UdpTransportOptions udp = Udp(_ => { });

        tcp.UseDefaults(SyslogFraming.LineFeed, 1000);
        udp.UseDefaults(SyslogFraming.LineFeed, 1000);

        Assert.Equal(SyslogFraming.LineFeed, tcp.FrameBufferFraming);
        Assert.Equal(1000, udp.MaxDatagramBytes);
    }

    [Fact]
    public void UseDefaults_SpecifiedValue_IsKept()
    {
        TcpTransportOptions tcp = Tcp(options => options.Framing = SyslogFraming.Nul);
        UdpTransportOptions udp = Udp(options => options.MaxDatagramBytes = 480);

        tcp.UseDefaults(SyslogFraming.LineFeed, 1000);
        udp.UseDefaults(SyslogFraming.LineFeed, 1000);

        Assert.Equal(SyslogFraming.Nul, tcp.Framing);
        Assert.Equal(480, udp.MaxDatagramBytes);
    }

    [Fact]
    public void Copy_OriginalIsChanged_KeepsItsValues()
    {
        TcpTransportOptions options = Tcp(_ => { });
        TcpTransportOptions copy = (TcpTransportOptions)options.Copy();

        options.Servers.Clear();
        options.Tls.PinnedFingerprints.Add("sha-1:00");
        options.Tls.ServerName = "changed";

        Assert.Equal("tcp://a:514", Assert.Single(copy.Servers).ToString());
        Assert.Empty(copy.Tls.PinnedFingerprints);
        Assert.Null(copy.Tls.ServerName);
    }

    private static string OutOfRange(string path, string value) =>
        $"{path}: The value {value} is out of range. Specify a value from 00:00:00.001 to 1.00:00:00.";

    private static TcpTransportOptions Tcp(params string[] servers) => new() { Servers = [.. servers.Select(SyslogServer.Parse)] };

    private static TcpTransportOptions Tcp(Action<TcpTransportOptions> set)
    {
        TcpTransportOptions options = Tcp("tcp://a");
        set(options);
        return options;
    }

    private static RelpTransportOptions Relp(Action<RelpTransportOptions> set)
    {
        RelpTransportOptions options = new() { Servers = [SyslogServer.Parse("relp://a")] };
        set(options);
        return options;
    }

    private static UdpTransportOptions Udp(Action<UdpTransportOptions> set)
    {
        UdpTransportOptions options = new() { Servers = [SyslogServer.Parse("udp://a")] };
        set(options);
        return options;
    }
}

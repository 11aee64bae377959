using System.Net.Sockets;
using System.Text;

namespace SlsSyslog.Testing.Tests;

public class RelpCaptureTests
{
    private const string Open = "1 open 52 relp_version=0\nrelp_software=sls,1.0\ncommands=syslog\n";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Session_OpenMessagesAndClose_AcknowledgesEachInOrder()
    {
        await using SyslogCaptureServer server = await StartAsync();
        using TcpClient client = await ConnectAsync(server);

        await SendAsync(client, Open + "2 syslog 17 <14>1 - - - - - -\n3 syslog 3 a\nb\n4 syslog 0\n5 close 0\n");

        string opened = await ReadAsync(client, "1 rsp 73 200 OK\nrelp_version=0\nrelp_software=slssyslog-testing,1\ncommands=syslog\n".Length);
        Assert.StartsWith("1 rsp ", opened, StringComparison.Ordinal);
        Assert.Contains(" 200 OK\nrelp_version=0\n", opened, StringComparison.Ordinal);
        Assert.Equal("2 rsp 6 200 OK\n3 rsp 6 200 OK\n4 rsp 6 200 OK\n5 rsp 0\n0 serverclose 0\n", await ReadToEndAsync(client));
        Assert.Equal(["<14>1 - - - - - -", "a\nb", ""], server.Messages.Select(message => message.Text));
    }

    [Theory]
    [InlineData("1 open 14 relp_version=0\n", "1 rsp 44 500 required command not supported by client\n")]
    [InlineData("1 syslog 1 a\n", "1 rsp 20 500 command disabled\n")]
    [InlineData("2 open 1 a\n", "0 serverclose 0\n")]
    [InlineData("1 dance 1 a\n", "0 serverclose 0\n")]
    public async Task Session_ProtocolError_GetsTheResponseOfTheRealServer(string sent, string answer)
    {
        await using SyslogCaptureServer server = await StartAsync();
        using TcpClient client = await ConnectAsync(server);

        await SendAsync(client, sent);

        Assert.Equal(answer, await ReadAsync(client, answer.Length));
        Assert.Equal(0, server.Counts.Messages);
    }

    [Theory]
    [InlineData("x open 1 a\n")]
    [InlineData("1 open 1 ab")]
    [InlineData("1 open 1\n")]
    [InlineData("1234567890 open 1 a\n")]
    [InlineData("1 averyveryverylongcommandthatneverendsatall 1 a\n")]
    public async Task Session_InvalidFrame_EndsTheConnection(string sent)
    {
        await using SyslogCaptureServer server = await StartAsync();
        using TcpClient client = await ConnectAsync(server);

        await SendAsync(client, sent);

        await server.WaitForAsync(counts => counts is { FramingErrors: 1, OpenConnections: 0 }, Soon);
    }

    [Fact]
    public async Task StopAcknowledging_UntilResumed_WithholdsResponses()
    {
        await using SyslogCaptureServer server = await StartAsync();
        using TcpClient client = await ConnectAsync(server);
        await SendAsync(client, Open);
        await ReadAsync(client, 1);
        server.StopAcknowledging();

        await SendAsync(client, "2 syslog 1 a\n3 syslog 1 b\n");
        await server.WaitForAsync(2, Soon);
        StringBuilder rest = new();
        while (!rest.ToString().EndsWith("commands=syslog\n", StringComparison.Ordinal))
        {
            rest.Append(await ReadAsync(client, 1));
        }

        Assert.Equal(0, client.Available);
        server.ResumeAcknowledging();

        Assert.Equal("2 rsp 6 200 OK\n3 rsp 6 200 OK\n", await ReadAsync(client, 30));
    }

    [Fact]
    public async Task StopAcknowledging_SenderDisconnects_DoesNotBlockTheServer()
    {
        await using SyslogCaptureServer server = await StartAsync();
        server.StopAcknowledging();
        using (TcpClient client = await ConnectAsync(server))
        {
            await SendAsync(client, Open + "2 syslog 1 a\n");
            await server.WaitForAsync(1, Soon);
        }

        await server.WaitForAsync(counts => counts.OpenConnections == 0, Soon);
    }

    private static Task<SyslogCaptureServer> StartAsync() =>
        SyslogCaptureServer.StartAsync(new SyslogCaptureOptions { Transport = CaptureTransport.Relp });

    private static async Task<TcpClient> ConnectAsync(SyslogCaptureServer server)
    {
        TcpClient client = new();
        await client.ConnectAsync(server.EndPoint);
        return client;
    }

    private static async Task SendAsync(TcpClient client, string text) => await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text));

    private static async Task<string> ReadAsync(TcpClient client, int length)
    {
        byte[] buffer = new byte[length];
        await client.GetStream().ReadExactlyAsync(buffer).AsTask().WaitAsync(Soon);
        return Encoding.ASCII.GetString(buffer);
    }

    private static async Task<string> ReadToEndAsync(TcpClient client)
    {
        using StreamReader reader = new(client.GetStream());
        return await reader.ReadToEndAsync().WaitAsync(Soon);
    }
}

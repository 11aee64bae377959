using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SlsSyslog.ConsumerGroups.Tests;

// The real handlers against a listener that sends a fixed answer.
public sealed class ConnectionErrorTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<string> _requests = [];
    private readonly TestTimeProvider _timeProvider = new();

    public ConnectionErrorTests() => _listener.Start();

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    [Fact]
    public async Task Call_TlsToAPlainPort_SaysTheInnermostReason()
    {
        Answer("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");

        SlsException exception = await FailAsync($"https://127.0.0.1:{Port}");

        Assert.DoesNotContain("see inner exception", exception.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(InnermostOf(exception).TrimEnd('.'), exception.Message, StringComparison.Ordinal);
        Assert.Contains("http://", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_ClosedPort_SaysTheInnermostReason()
    {
        string address = $"http://127.0.0.1:{Port}";
        _listener.Stop();

        SlsException exception = await FailAsync(address);

        Assert.Contains("refused", exception.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    public async Task Call_BrokenResponse_SaysTheInnermostReason(string answer)
    {
        Answer(answer);

        SlsException exception = await FailAsync($"http://127.0.0.1:{Port}");

        Assert.Contains(InnermostOf(exception).TrimEnd('.'), exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("see inner exception", exception.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Redirects_OfSlsAndOfTheServicesOfCredentials_AreNotFollowed(int status)
    {
        Answer($"HTTP/1.1 {status} Moved\r\nLocation: http://127.0.0.1:{Port}/stolen\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        Uri address = new($"http://127.0.0.1:{Port}");
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "token");
        using EcsRoleCredentialProvider ecs = new(
            _timeProvider, null, _ => null, CredentialHttp.CreateHandler(useProxy: false, TimeSpan.FromSeconds(3)), address);
        using OidcRoleCredentialProvider oidc = new(
            _timeProvider,
            name => name == "ALIBABA_CLOUD_OIDC_TOKEN_FILE" ? file : "x",
            CredentialHttp.CreateHandler(useProxy: false, TimeSpan.FromSeconds(3)),
            address);

        await Assert.ThrowsAsync<SlsCredentialException>(() => ecs.GetAsync(CancellationToken.None).AsTask());
        await Assert.ThrowsAsync<SlsCredentialException>(() => oidc.GetAsync(CancellationToken.None).AsTask());
        Assert.Equal(status, (await FailAsync(address.ToString())).StatusCode);

        Assert.Equal(4, _requests.Count);
        Assert.DoesNotContain(_requests, request => request.Contains("stolen", StringComparison.Ordinal));
        File.Delete(file);
    }

    public void Dispose() => _listener.Dispose();

    private static string InnermostOf(Exception exception)
    {
        while (exception.InnerException is { } inner)
        {
            exception = inner;
        }

        return exception.Message;
    }

    private async Task<SlsException> FailAsync(string address)
    {
        Assert.Null(SlsEndpoint.Parse(address, "proj", out SlsEndpoint? endpoint));
        using SlsConnection connection = new(
            endpoint!,
            new SignatureV1(),
            new StaticCredentialProvider(new SlsCredential("id", "secret")),
            new SlsClock(_timeProvider),
            "test/1",
            SlsConnection.CreateHandler(endpoint!, null));
        return await Assert.ThrowsAsync<SlsException>(
            () => new SlsClient(connection, "store", _timeProvider).ListShardsAsync(CancellationToken.None));
    }

    // Answers every connection, until the listener is disposed.
    private void Answer(string text) => _ = Task.Run(async () =>
    {
        try
        {
            while (true)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync();
                byte[] buffer = new byte[8192];
                int read = await client.GetStream().ReadAsync(buffer);
                _requests.Enqueue(Encoding.Latin1.GetString(buffer, 0, read));
                await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or IOException or InvalidOperationException)
        {
            // The test has ended, or the client closed the connection.
        }
    });
}

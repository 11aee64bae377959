using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using SlsSyslog.Serialization;
using SlsSyslog.Testing;

namespace SlsSyslog.FunctionCompute.Tests;

/// <summary>Texts from SLS, a receiver, a certificate or custom code in answers and logs: no escape sequence, line end or C1 control.</summary>
public sealed class OutsideTextTests
{
    private const string Hostile = "evil\u001b[2J\r\nFC Invoke End RequestId: forged\u0085x\u009b31m\u2028y\u202ez\u0007";

    [Theory]
    [InlineData("code")]
    [InlineData("message")]
    public async Task Invoke_HostileErrorOfSls_IsCleaned(string place)
    {
        await using FunctionScene scene = await FunctionScene.SetAsync();
        scene.Write(0, groups: 1);
        await scene.ServeAsync();
        FaultBuilder pull = scene.Sls.Faults.On(SlsOperation.PullLogs);
        _ = place == "code" ? pull.Answer(400, Hostile) : pull.Answer(400, "ParameterInvalid", Hostile);

        await AssertCleanAsync(scene, timeout: "20");
    }

    [Theory]
    [InlineData("1 rsp {0} 500 {1}\n")]
    [InlineData("1 {1} 0\n")]
    [InlineData("{1}")]
    public async Task Invoke_HostileRelpAnswer_IsCleaned(string format)
    {
        string text = string.Format(null, format, Encoding.UTF8.GetByteCount(Hostile) + 4, Hostile);
        await using OneAnswerServer relp = new(Encoding.UTF8.GetBytes(text));
        await using FunctionScene scene = await FunctionScene.SetAsync();
        scene.Write(0, groups: 1);
        await scene.ServeAsync(settings: ("SlsSyslog:Destination:Servers:0", $"relp://{relp.EndPoint}"));

        await AssertCleanAsync(scene, timeout: "3");
    }

    [Fact]
    public async Task Invoke_HostileCertificateSubject_IsCleaned()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        X500DistinguishedNameBuilder subject = new();
        subject.AddCommonName(Hostile);
        using X509Certificate2 certificate = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await using FunctionScene scene = await FunctionScene.SetAsync(transport: CaptureTransport.Tls, tls: new() { Certificate = certificate });
        scene.Write(0, groups: 1);
        await scene.ServeAsync(settings: ("SlsSyslog:Destination:Servers:0", FormattableString.Invariant($"tls://localhost:{scene.Siem.Port}")));

        await AssertCleanAsync(scene, timeout: "3");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Invoke_HostileReasonOfADeadLetter_IsCleaned(bool isHandlerBroken)
    {
        await using FunctionScene scene = await FunctionScene.SetAsync();
        scene.Write(0, groups: 1);
        Letters letters = new(isHandlerBroken);
        await scene.ServeAsync(compose: forwarding =>
        {
            forwarding.Services.Add(new(typeof(IDeadLetterHandler), letters));
            forwarding.AddBodyFormatter<Broken>("broken");
        }, settings: ("SlsSyslog:Message:Body", "broken"));

        await AssertCleanAsync(scene, timeout: "3", isInAnswer: isHandlerBroken);

        Assert.Contains("evil", letters.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(letters.Reason, IsHostile);
    }

    private static async Task AssertCleanAsync(FunctionScene scene, string timeout, bool isInAnswer = true)
    {
        (int status, _, string text) = await scene.InvokeAsync(scene.Event(), timeout: timeout);

        Assert.Equal(404, status);
        if (isInAnswer)
        {
            Assert.Contains("evil", text, StringComparison.Ordinal); // otherwise the test proves nothing
        }

        Assert.DoesNotContain(text, IsHostile);
        Assert.All(scene.Log.Lines, line => Assert.DoesNotContain(line.Text, IsHostile));
    }

    private static bool IsHostile(char character) => char.IsControl(character) || character is '\u2028' or '\u202e';

    // Answers the first bytes of each connection, whatever they are.
    private sealed class OneAnswerServer : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _serving;

        public OneAnswerServer(byte[] answer)
        {
            _listener.Start();
            _serving = ServeAsync(answer);
        }

        public EndPoint EndPoint => _listener.LocalEndpoint;

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _serving;
            _listener.Dispose();
            _stop.Dispose();
        }

        private async Task ServeAsync(byte[] answer)
        {
            byte[] buffer = new byte[4096];
            while (!_stop.IsCancellationRequested)
            {
                try
                {
                    using Socket client = await _listener.AcceptSocketAsync(_stop.Token);
                    await client.ReceiveAsync(buffer, _stop.Token);
                    await client.SendAsync(answer, _stop.Token);
                    client.Shutdown(SocketShutdown.Send);
                    await client.ReceiveAsync(buffer, _stop.Token);
                }
                catch (Exception exception) when (exception is OperationCanceledException or SocketException)
                {
                    // The client has closed the connection, or the test is over.
                }
            }
        }
    }

    private sealed class Broken : IMessageFormatter
    {
        public void Format(scoped LogRecord record, ref SyslogWriter writer) => throw new FormatException(Hostile);
    }

    private sealed class Letters(bool isBroken) : IDeadLetterHandler
    {
        public string Reason { get; private set; } = "";

        public ValueTask HandleAsync(DeadLetter letter, CancellationToken cancellationToken)
        {
            Reason = letter.Reason;
            return isBroken ? throw new IOException(Hostile) : ValueTask.CompletedTask;
        }
    }
}

using System.Globalization;
using System.Net.Sockets;
using System.Text;
using SlsSyslog.Testing;

namespace SlsSyslog.FunctionCompute.Tests;

/// <summary>What an invocation answers when the records did not reach the receiver, or when the event did not reach the function.</summary>
public sealed class InvocationReasonTests
{
    private const string Range = "test-project/logs/0";

    [Fact]
    public async Task Invoke_ReceiverAcceptsAndNeverReads_FailsBecauseTheCloseIsNotAnswered()
    {
        await using FunctionScene scene = await FunctionScene.SetAsync();
        scene.Write(0, groups: 100);
        await scene.ServeAsync();
        scene.Siem.Stall();

        (int status, string functionStatus, string text) = await scene.InvokeAsync(scene.Event(), timeout: "15");

        Assert.Equal((404, "404"), (status, functionStatus));
        Assert.Contains("did not close", text, StringComparison.Ordinal);
        Assert.Equal(0, scene.Ledger.Received);
        Assert.Single(scene.Log.Lines, line => line.Id == 400 && line.Text.Contains("did not close", StringComparison.Ordinal));

        scene.Siem.Resume();
        Assert.Equal(200, (await scene.InvokeAsync(scene.Event(), timeout: "60")).Status);
        Assert.True(scene.Ledger.IsComplete, scene.Ledger.Report().ToString());
    }

    [Fact]
    public async Task Invoke_ReceiverStallsWhileItIsSent_SaysThatNothingWasConfirmed()
    {
        await using FunctionScene scene = await FunctionScene.SetAsync();
        string content = new('x', 7000);
        for (int group = 0; group < 40; group++)
        {
            scene.Logs.Append(0, new EmulatorLogGroup(
                [.. Enumerable.Range(0, 100).Select(_ => new EmulatorLog(1_700_000_000, ("id", scene.Ledger.Put(0)), ("content", content)))]));
        }

        await scene.ServeAsync();
        scene.Siem.Stall();

        (int status, _, string text) = await scene.InvokeAsync(scene.Event(), timeout: "3");

        Assert.Equal(404, status);
        Assert.Contains(Range, text, StringComparison.Ordinal);
        Assert.Contains("The time limit of 3 s is near.", text, StringComparison.Ordinal);
        Assert.Contains("The receiver has not confirmed the records that were sent.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invoke_SlsHangs_SaysThatSlsSentNothing()
    {
        await using FunctionScene scene = await FunctionScene.SetAsync();
        scene.Write(0, groups: 1);
        await scene.ServeAsync();
        scene.Sls.Faults.On(SlsOperation.PullLogs).Hang();

        (int status, _, string text) = await scene.InvokeAsync(scene.Event(), timeout: "2");

        Assert.Equal(404, status);
        Assert.Contains(Range, text, StringComparison.Ordinal);
        Assert.Contains("The time limit of 2 s is near.", text, StringComparison.Ordinal);
        Assert.Contains("SLS has not sent the next records.", text, StringComparison.Ordinal);
        scene.Sls.Faults.Clear();
    }

    [Fact]
    public async Task Invoke_DatagramsAreRefused_SaysSo()
    {
        await using FunctionScene scene = await FunctionScene.SetAsync(transport: CaptureTransport.Udp);
        scene.Write(0, groups: 2);
        await scene.ServeAsync(settings: (
            "SlsSyslog:Destination:Servers:0", string.Create(CultureInfo.InvariantCulture, $"udp://127.0.0.1:{scene.Siem.Port}")));
        scene.Siem.Refuse();

        (int status, _, string text) = await scene.InvokeAsync(scene.Event(), timeout: "4");

        Assert.Equal(404, status);
        Assert.Contains(Range, text, StringComparison.Ordinal);
        Assert.True(text.Contains("refused", StringComparison.OrdinalIgnoreCase), text);
    }

    [Theory]
    [InlineData(400, "ParameterInvalid")]
    [InlineData(401, "Unauthorized")]
    [InlineData(403, "WriteQuotaExceed")]
    [InlineData(404, "LogStoreNotExist")]
    [InlineData(404, "ShardNotExist")]
    [InlineData(500, "InternalServerError")]
    [InlineData(503, "ServerBusy")]
    public async Task Invoke_SlsAnswersWithAnError_NamesProjectLogstoreAndShard(int code, string error)
    {
        await using FunctionScene scene = await FunctionScene.SetAsync();
        scene.Write(0, groups: 1);
        await scene.ServeAsync();
        scene.Sls.Faults.On(SlsOperation.PullLogs).Answer(code, error);

        (int status, _, string text) = await scene.InvokeAsync(scene.Event(), timeout: "20");

        Assert.Equal(404, status);
        Assert.Contains(Range, text, StringComparison.Ordinal);
        Assert.Contains(error, text, StringComparison.Ordinal);
        Assert.Contains(scene.Log.Lines, line => line.Id == 400 && line.Text.Contains(Range, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("html", "PullLogs")]
    [InlineData("corrupt", "The LZ4 block is invalid")]
    [InlineData("truncated", "The LZ4 block is invalid")]
    public async Task Invoke_SlsAnswersWithSomethingElse_NamesProjectLogstoreAndShard(string answer, string expected)
    {
        await using FunctionScene scene = await FunctionScene.SetAsync();
        scene.Write(0, groups: 1);
        await scene.ServeAsync();
        FaultBuilder pull = scene.Sls.Faults.On(SlsOperation.PullLogs);
        _ = answer switch { "html" => pull.AnswerHtml(200), "corrupt" => pull.Corrupt(), _ => pull.Truncate() };

        (int status, _, string text) = await scene.InvokeAsync(scene.Event(), timeout: "4");

        Assert.Equal(404, status);
        Assert.Contains(Range, text, StringComparison.Ordinal);
        Assert.True(text.Contains(expected, StringComparison.Ordinal), text);
    }

    [Theory]
    [InlineData("Content-Length: 200", "2", "not received completely before the time limit")]
    [InlineData("Transfer-Encoding: chunked", "2", "not received completely before the time limit")]
    [InlineData("Content-Length: 200", "600", "could not be received")]
    [InlineData("Transfer-Encoding: chunked", "600", "could not be received")]
    public async Task Invoke_BodyStaysAway_IsAnsweredInTimeWithTheReason(string length, string timeout, string expected)
    {
        await using FunctionScene scene = await FunctionScene.SetAsync();
        Uri function = await scene.ServeAsync();

        string answer = await SendAsync(function, length, timeout);

        Assert.StartsWith("HTTP/1.1 404", answer, StringComparison.Ordinal);
        Assert.Contains(expected, answer, StringComparison.Ordinal);
        Assert.Single(scene.Log.Lines, line => line.Id == 400 && line.Text.Contains(expected, StringComparison.Ordinal));
        Assert.DoesNotContain(scene.Log.Lines, line => line.Id == 401);
    }

    [Theory]
    [InlineData(2 * 1024 * 1024, false)]
    [InlineData(2 * 1024 * 1024, true)]
    [InlineData(40 * 1024 * 1024, false)]
    [InlineData(40 * 1024 * 1024, true)]
    public async Task Invoke_BodyIsTooLarge_IsAnsweredWithTheReason(int bytes, bool isChunked)
    {
        await using FunctionScene scene = await FunctionScene.SetAsync();
        await scene.ServeAsync();
        using HttpRequestMessage request = new(HttpMethod.Post, "/invoke") { Content = new ByteArrayContent(new byte[bytes]) };
        request.Headers.TransferEncodingChunked = isChunked;

        using HttpResponseMessage response = await scene.Client.SendAsync(request);

        Assert.Equal("404", Assert.Single(response.Headers.GetValues("x-fc-status")));
        Assert.Contains("longer than 1048576 bytes", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(200, (await scene.InvokeAsync(scene.Event())).Status);
    }

    private static async Task<string> SendAsync(Uri function, string length, string timeout)
    {
        using TcpClient client = new();
        await client.ConnectAsync(function.Host, function.Port);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /invoke HTTP/1.1\r\nHost: f\r\n{length}\r\nx-fc-function-timeout: {timeout}\r\nConnection: close\r\n\r\n"));
        StringBuilder answer = new();
        byte[] buffer = new byte[4096];
        while (!answer.ToString().EndsWith("\r\n0\r\n\r\n", StringComparison.Ordinal)) // the last chunk
        {
            int read = await stream.ReadAsync(buffer).AsTask().WaitAsync(Eventually.Deadline);
            Assert.True(read > 0, $"The answer is incomplete: {answer}");
            answer.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }

        return answer.ToString();
    }
}

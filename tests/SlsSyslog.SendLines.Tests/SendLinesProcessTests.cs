using System.Globalization;
using System.Text;
using SlsSyslog.Testing;

namespace SlsSyslog.SendLines.Tests;

public sealed class SendLinesProcessTests : IAsyncLifetime
{
    private SyslogCaptureServer _siem = null!;

    private string Address => string.Create(CultureInfo.InvariantCulture, $"tcp://127.0.0.1:{_siem.Port}");

    public async ValueTask InitializeAsync() => _siem = await SyslogCaptureServer.StartAsync();

    public ValueTask DisposeAsync() => _siem.DisposeAsync();

    // The input stays open: the first line is sent without the next ones, and the last one is held when the signal arrives.
    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    [InlineData("HUP")]
    public async Task Signal_WhileItWaitsForInput_EndsAndSendsWhatIsHeld(string signal)
    {
        using SampleProcess program = new("SendLines", "", Address);
        await program.WriteAsync("one\ntwo"u8.ToArray());
        await _siem.WaitForAsync(1, TimeSpan.FromSeconds(60));

        program.Signal(signal);

        Assert.Equal(3, await program.WaitForExitAsync());
        Assert.Contains("2 lines delivered", program.Output, StringComparison.Ordinal);
        Assert.Equal(["one", "two"], _siem.Messages.Select(BodyOf));
    }

    [Fact]
    public async Task Input_EachLine_IsSentSoonAfterItIsRead()
    {
        using SampleProcess program = new("SendLines", "", Address);
        for (int i = 1; i <= 3; i++)
        {
            await program.WriteAsync("line\n"u8.ToArray());
            await _siem.WaitForAsync(i, TimeSpan.FromSeconds(60));
        }

        program.Input.Close();
        Assert.Equal(0, await program.WaitForExitAsync());
        Assert.Contains("3 lines delivered", program.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Input_TenMegabyteLine_IsCutAndCounted()
    {
        using SampleProcess program = new("SendLines", "", Address);
        await program.WriteAsync(Encoding.ASCII.GetBytes(new string('x', 10_000_000) + "\nafter\n"));
        program.Input.Close();

        Assert.Equal(0, await program.WaitForExitAsync());
        Assert.Contains("2 lines delivered", program.Output, StringComparison.Ordinal);
        Assert.Contains("1 cut to the size limit", program.Output, StringComparison.Ordinal);
        Assert.Equal("after", BodyOf(_siem.Messages[1]));
    }

    [Fact]
    public async Task Input_LoneCarriageReturn_DoesNotEndALine()
    {
        using SampleProcess program = new("SendLines", "", Address);
        await program.WriteAsync("a\rb\r\nc\n"u8.ToArray());
        program.Input.Close();

        Assert.Equal(0, await program.WaitForExitAsync());
        Assert.Contains("2 lines delivered", program.Output, StringComparison.Ordinal);
        Assert.Equal((2, "c"), (_siem.Messages.Count, BodyOf(_siem.Messages[1])));
    }

    [Fact]
    public async Task Connection_BreaksWhileLinesAreSent_EachLineCountsOnce()
    {
        _siem.CutAfter(bytes: 1500, withReset: true);
        using SampleProcess program = new("SendLines", "", Address);
        string[] lines = [.. Enumerable.Range(0, 100).Select(i => string.Create(CultureInfo.InvariantCulture, $"line {i}"))];
        await program.WriteAsync(Encoding.ASCII.GetBytes(string.Join('\n', lines)));
        program.Input.Close();

        Assert.Equal(0, await program.WaitForExitAsync());
        Assert.Contains("\n100 lines delivered", "\n" + program.Output, StringComparison.Ordinal);
        Assert.Equal(lines.Order(), _siem.Messages.Select(BodyOf).Distinct().Order());
        Assert.True(_siem.Messages.Count > 100, program.Output); // otherwise nothing was sent again
    }

    [Fact]
    public async Task Receiver_AcceptsAndNeverReads_FailsAndCountsNoLine()
    {
        _siem.Stall();
        using SampleProcess program = new("SendLines", "", Address);
        await program.WriteAsync(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("line\n", 300))));
        program.Input.Close();

        Assert.Equal(1, await program.WaitForExitAsync());
        Assert.Contains("300 of 300 lines may not have been read", program.Output, StringComparison.Ordinal);
        Assert.Contains("\n0 lines delivered", "\n" + program.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nowhere/ca.pem")]
    [InlineData("/dev/null")]
    [InlineData("/")]
    public async Task TrustedCertificates_FileIsNotUsable_EndsAtOnceWithAnError(string path)
    {
        using SampleProcess program = new("SendLines", "", Address.Replace("tcp", "tls", StringComparison.Ordinal), path);

        Assert.Equal(2, await program.WaitForExitAsync()); // the input is still open
        Assert.Contains($"'{path}'", program.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", program.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("-----BEGIN CERTIFICATE-----\ngarbage\n-----END CERTIFICATE-----\n")]
    [InlineData("-----BEGIN CERTIFICATE-----\nZ2FyYmFnZQ==\n-----END CERTIFICATE-----\n")]
    [InlineData("-----BEGIN CERTIFICATE-----\n")]
    public async Task TrustedCertificates_FileWithoutACertificate_EndsAtOnceWithItsName(string content)
    {
        string path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, content);
        using SampleProcess program = new("SendLines", "", Address.Replace("tcp", "tls", StringComparison.Ordinal), path);

        Assert.Equal(2, await program.WaitForExitAsync()); // the input is still open
        Assert.Contains($"'{path}'", program.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", program.Output, StringComparison.Ordinal);
        File.Delete(path);
    }

    [Theory]
    [InlineData("SendLines", "< /", true)]
    [InlineData("SendLines", "< /dev/null > /dev/full", true)]
    [InlineData("SendLines", "< /dev/null > /dev/full 2>&1", false)]
    [InlineData("CustomFormatter", "> /dev/full", true)]
    [InlineData("CustomFormatter", "> /dev/full 2>&1", false)]
    public async Task InputOrOutput_Fails_EndsWithAClearErrorAndAnExitCode(string sample, string redirection, bool isErrorVisible)
    {
        using SampleProcess program = new(sample, redirection, sample == "SendLines" ? [Address] : []);

        int exitCode = await program.WaitForExitAsync();

        Assert.True(exitCode is > 0 and < 128, $"{exitCode}\n{program.Output}");
        Assert.DoesNotContain("   at ", program.Output, StringComparison.Ordinal);
        Assert.Equal(isErrorVisible, program.Output.Length > 0);
    }

    private static string BodyOf(CapturedMessage message)
    {
        string text = message.Text;
        return text[(text.LastIndexOf("- ", StringComparison.Ordinal) + 2)..].TrimStart('\uFEFF');
    }
}

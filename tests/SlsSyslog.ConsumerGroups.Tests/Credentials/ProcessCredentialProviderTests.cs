namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class ProcessCredentialProviderTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);
    private readonly TestTimeProvider _timeProvider = new();

    [Theory]
    [InlineData("""{"AccessKeyId":"id","AccessKeySecret":"s","SecurityToken":"t","Expiration":"2027-01-15T09:09:10Z"}""", "t", 2027)]
    [InlineData("""{"access_key_id":"id","access_key_secret":"s","sts_token":"t","expiration":"2027-01-15T09:09:10Z"}""", "t", 2027)]
    [InlineData("""{"mode":"AK","access_key_id":"id","access_key_secret":"s","sts_token":"","expiration":""}""", null, null)]
    public async Task GetAsync_Program_ReturnsWhatItWrites(string json, string? token, int? year)
    {
        using ProcessCredentialProvider provider = new(["/bin/echo", json], Timeout, _timeProvider);

        SlsCredential credential = await provider.GetAsync(CancellationToken.None);

        Assert.Equal(("id", "s"), (credential.AccessKeyId, credential.AccessKeySecret));
        Assert.Equal((token, year), (credential.SecurityToken, credential.ExpiresAt?.Year));
    }

    [Fact]
    public async Task GetAsync_Arguments_AreNotReadByAShell()
    {
        using ProcessCredentialProvider provider = new(
            ["/bin/echo", """{"AccessKeyId":"$HOME;`id`","AccessKeySecret":"s"}"""], Timeout, _timeProvider);

        Assert.Equal("$HOME;`id`", (await provider.GetAsync(CancellationToken.None)).AccessKeyId);
    }

    [Theory]
    [InlineData("exit 3", "ended with exit code 3")]
    [InlineData("echo the-secret >&2; exit 1", "ended with exit code 1")]
    [InlineData("echo the-secret", "did not write valid JSON to its standard output")]
    [InlineData("echo '{\"AccessKeySecret\":\"the-secret\"}'", "did not write an access key ID and an access key secret")]
    [InlineData("echo '{\"AccessKeyId\":\"a b\",\"AccessKeySecret\":\"the-secret\"}'", "wrote an access key that is not valid")]
    [InlineData("echo '{\"AccessKeyId\":\"a\",\"AccessKeySecret\":\"the-secret\",\"Expiration\":\"soon\"}'", "is not a time in ISO 8601")]
    [InlineData("head -c 300000 /dev/zero", "wrote more than 262144 bytes")]
    public async Task GetAsync_ProgramFails_ReportsItWithoutOutputAndArguments(string script, string expected)
    {
        using ProcessCredentialProvider provider = new(["/bin/sh", "-c", script, "the-secret"], Timeout, _timeProvider);

        SlsCredentialException exception = await Assert.ThrowsAsync<SlsCredentialException>(() => provider.GetAsync(CancellationToken.None).AsTask());

        Assert.StartsWith("The credential program '/bin/sh' ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("the-secret", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetAsync_ProgramDoesNotEnd_IsStoppedAtItsTimeLimit()
    {
        using ProcessCredentialProvider provider = new(["/bin/sh", "-c", "sleep 1000"], TimeSpan.FromSeconds(1), TimeProvider.System);

        SlsCredentialException exception = await Assert.ThrowsAsync<SlsCredentialException>(
            () => provider.GetAsync(CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline));

        Assert.Contains("did not end within 1 s", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetAsync_ProgramDoesNotEnd_WhatItStartedIsStoppedToo()
    {
        string file = Path.GetTempFileName();
        using ProcessCredentialProvider provider = new(
            ["/bin/sh", "-c", "sleep 1000 & echo $! >\"$0\"; wait", file], TimeSpan.FromSeconds(1), TimeProvider.System);

        await Assert.ThrowsAsync<SlsCredentialException>(() => provider.GetAsync(CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline));

        string child = (await File.ReadAllTextAsync(file)).Trim();
        await Eventually.TrueAsync(() => !File.Exists($"/proc/{child}/status")
            || File.ReadAllText($"/proc/{child}/status").Contains("State:\tZ", StringComparison.Ordinal));
        File.Delete(file);
    }

    [Fact]
    public async Task GetAsync_ProgramLeavesItsOutputOpen_IsAFailureAtTheTimeLimit()
    {
        using ProcessCredentialProvider provider = new(
            ["/bin/sh", "-c", "sleep 5 & echo '{}'"], TimeSpan.FromSeconds(1), TimeProvider.System);

        SlsCredentialException exception = await Assert.ThrowsAsync<SlsCredentialException>(
            () => provider.GetAsync(CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline));

        Assert.Contains("did not end within 1 s", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetAsync_KeyExpires_ProgramRunsAgain()
    {
        string file = Path.GetTempFileName();
        const string script = """
            echo x >>"$0"; n=$(grep -c x "$0")
            echo "{\"AccessKeyId\":\"id-$n\",\"AccessKeySecret\":\"s\",\"SecurityToken\":\"t\",\"Expiration\":\"2026-01-15T09:09:10Z\"}"
            """;
        using ProcessCredentialProvider provider = new(["/bin/sh", "-c", script, file], Timeout, _timeProvider);
        Assert.Equal("id-1", (await provider.GetAsync(CancellationToken.None)).AccessKeyId);
        Assert.Equal("id-1", (await provider.GetAsync(CancellationToken.None)).AccessKeyId);

        _timeProvider.Advance(TimeSpan.FromDays(1));

        await Eventually.TrueAsync(async () => (await provider.GetAsync(CancellationToken.None)).AccessKeyId == "id-2");
        File.Delete(file);
    }

    [Fact]
    public async Task GetAsync_ProgramDoesNotExist_ReportsItsPath()
    {
        using ProcessCredentialProvider provider = new(["/missing/tool", "the-secret"], Timeout, _timeProvider);

        SlsCredentialException exception = await Assert.ThrowsAsync<SlsCredentialException>(() => provider.GetAsync(CancellationToken.None).AsTask());

        Assert.StartsWith("The credential program '/missing/tool' could not be started: ", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("the-secret", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_EmptyCommand_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new ProcessCredentialProvider([], Timeout, _timeProvider));
}

namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class CredentialScenarioTests
{
    [Fact]
    public async Task RunAsync_SourcesWithDifferentCredentials_ReadInOneProcess()
    {
        await using GroupScene first = await GroupScene.StartAsync();
        await using GroupScene second = await GroupScene.StartAsync();
        first.Emulator.AddAccessKey("other", "other-secret");
        second.Emulator.AddTemporaryAccessKey("sts-1", "secret-1", "token-1", second.Time.GetUtcNow() + TimeSpan.FromHours(1));
        await using LoopbackService tokens = await LoopbackService.StartAsync(_ => (
            200,
            $$"""
            {"Credentials":{"AccessKeyId":"sts-1","AccessKeySecret":"secret-1","SecurityToken":"token-1",
             "Expiration":"{{second.Time.GetUtcNow() + TimeSpan.FromHours(1):yyyy-MM-ddTHH:mm:ssZ}}"} }
            """));
        StaticCredentialProvider unknown = new(new SlsCredential("unknown", "unknown"));
        (first.Credentials, second.Credentials) = (unknown, unknown);
        first.Write(0, groups: 2);
        second.Write(0, groups: 2);

        await using Consumer reader = first.Consume(configure: options =>
        {
            options.Credentials.Type = CredentialType.AccessKey;
            (options.Credentials.AccessKeyId, options.Credentials.AccessKeySecret) = ("other", "other-secret");
        });
        await using Consumer assuming = second.Consume(configure: options =>
        {
            options.Region = "cn-hangzhou";
            options.Credentials.Type = CredentialType.AccessKey;
            (options.Credentials.AccessKeyId, options.Credentials.AccessKeySecret) = ("hub", "hub-secret");
            options.Credentials.StsEndpoint = tokens.Address;
            options.Credentials.Roles.Add(new AssumedRoleOptions { Arn = "acs:ram::2:role/siem" });
        });

        await first.DeliveredAsync();
        await second.DeliveredAsync();
        Assert.Equal("hub", tokens.Requests.First()["AccessKeyId"]);
        Assert.DoesNotContain("secret", first.Log.Text + second.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_AssumedRoleExpiresWhilePullsRun_ReadingContinuesWithTheNextKey()
    {
        await using GroupScene scene = await GroupScene.StartAsync(speed: 50);
        int issued = 0;
        await using LoopbackService tokens = await LoopbackService.StartAsync(_ =>
        {
            // SLS rejects the key long before the expiry that the token service returns.
            string id = $"sts-{Interlocked.Increment(ref issued)}";
            scene.Emulator.AddTemporaryAccessKey(id, "secret-1", "token-1", scene.Time.GetUtcNow() + TimeSpan.FromSeconds(20));
            return (
                200,
                $$"""
                {"Credentials":{"AccessKeyId":"{{id}}","AccessKeySecret":"secret-1","SecurityToken":"token-1",
                 "Expiration":"{{scene.Time.GetUtcNow() + TimeSpan.FromHours(1):yyyy-MM-ddTHH:mm:ssZ}}"} }
                """);
        });
        await using Consumer consumer = scene.Consume(configure: options =>
        {
            options.Credentials.StsEndpoint = tokens.Address;
            options.Credentials.Roles.Add(new AssumedRoleOptions { Arn = "acs:ram::2:role/siem" });
        });

        await Eventually.TrueAsync(
            () =>
            {
                scene.Write(0, groups: 1);
                return Volatile.Read(ref issued) >= 4;
            },
            () => scene.Log.Text);

        await scene.DeliveredAsync();
        await scene.CommittedAsync(0);
        Assert.DoesNotContain("secret-1", scene.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("token-1", scene.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(24)]
    [InlineData(8)]
    [InlineData(-8)]
    public async Task RunAsync_ClockIsWrongAndTheServiceOfCredentialsIsDown_ReadingContinuesWithTheKeyInUse(int hoursAhead)
    {
        int asked = 0;
        await using GroupScene scene = await GroupScene.StartAsync();
        SkewedTimeProvider wrong = new(scene.Time, TimeSpan.FromHours(hoursAhead));
        using DelegateCredentialProvider provider = new(
            _ =>
            {
                if (Interlocked.Increment(ref asked) > 1)
                {
                    throw new HttpRequestException("the metadata service is down");
                }

                DateTimeOffset expiry = scene.Time.GetUtcNow() + TimeSpan.FromHours(6);
                scene.Emulator.AddTemporaryAccessKey("sts-1", "secret", "token", expiry);
                return Task.FromResult(new SlsCredential("sts-1", "secret", "token", expiry));
            },
            wrong);
        scene.Credentials = provider;
        await using Consumer consumer = new(scene.Source(scene.Options(), wrong), scene.Ledger);
        await Eventually.TrueAsync(() => consumer.Open.Any(), () => scene.Log.Text);

        long start = scene.Time.GetTimestamp();
        await Eventually.TrueAsync(
            () =>
            {
                scene.Write(0, groups: 1);
                return scene.Time.GetElapsedTime(start) > TimeSpan.FromMinutes(1);
            },
            () => scene.Log.Text);
        await scene.DeliveredAsync();
        await scene.CommittedAsync(0);

        Assert.InRange(asked, 1, 2);
        Assert.DoesNotContain("credentials", scene.Log.Text.Replace("Refreshing the credentials", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_RefreshFailsForAnHour_IsLoggedOnceAndItsEnd()
    {
        bool fails = false;
        await using GroupScene scene = await GroupScene.StartAsync(speed: 200);
        int issued = 0;
        using DelegateCredentialProvider provider = new(
            _ =>
            {
                string id = $"sts-{Interlocked.Increment(ref issued)}";
                if (Volatile.Read(ref fails))
                {
                    throw new NotSupportedException("an unexpected error");
                }

                scene.Emulator.AddTemporaryAccessKey(id, "secret", "token", scene.Time.GetUtcNow() + TimeSpan.FromHours(6));
                return Task.FromResult(new SlsCredential(id, "secret", "token", scene.Time.GetUtcNow() + TimeSpan.FromMinutes(5)));
            },
            scene.Time);
        scene.Credentials = provider;
        await using Consumer consumer = scene.Consume();
        await Eventually.TrueAsync(() => consumer.Open.Any(), () => scene.Log.Text);

        Volatile.Write(ref fails, true);
        await Eventually.TrueAsync(() => issued >= 6, () => scene.Log.Text);
        scene.Write(0, groups: 3);
        await scene.DeliveredAsync();
        Assert.Equal((1, 0), (scene.Log.Count(205), scene.Log.Count(206)));

        Volatile.Write(ref fails, false);
        await Eventually.TrueAsync(() => scene.Log.Count(206) == 1, () => scene.Log.Text);
        Assert.Contains("an unexpected error", scene.Log.Text, StringComparison.Ordinal);
        Assert.Equal(1, scene.Log.Count(205));
    }

    [Theory]
    [InlineData("Unauthorized", "AccessKeyId not found: LTAIwrong")]
    [InlineData("Unauthorized", "The AccessKeyId is inactive")]
    [InlineData("Unauthorized", "Your account is overdue")]
    [InlineData("Unauthorized", "The security token you provided is invalid")]
    [InlineData("InvalidAccessKeyId", "Specified access key is not found")]
    [InlineData("SignatureNotMatch", "signature xxx not match")]
    public async Task RunAsync_WrongKey_ReportsTheErrorOfTheKeyAndNotMissingPermissions(string code, string text)
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        scene.Faults = new FaultHandler { Before = (_, _) => Task.FromResult<HttpResponseMessage?>(FaultHandler.Error(401, code, text)) };
        await using Consumer consumer = scene.Consume();

        await Eventually.TrueAsync(() => scene.Log.Count(200) > 0, () => scene.Log.Text);

        Assert.Contains($"ListConsumerGroup failed with 401 {code}: {text}", scene.Log.Text, StringComparison.Ordinal);
        Assert.Equal(0, scene.Log.Count(213));
    }
}

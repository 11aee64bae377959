using SlsSyslog.Testing;

namespace SlsSyslog.Forwarder.Tests;

public sealed class ForwarderSettingsTests
{
    [Fact]
    public async Task Forwarder_NoSettings_NamesEveryVariableWithoutAStackTraceAndExitsWithTwo()
    {
        using ForwarderProcess forwarder = new(new Dictionary<string, string>());

        Assert.Equal(2, await forwarder.WaitForExitAsync());
        Assert.All(
            new[] { "SLS_ENDPOINT", "SLS_AK_ID", "SLS_AK_KEY", "SLS_PROJECT", "SLS_LOGSTORE", "SLS_CG", "SYSLOG_HOST" },
            name => Assert.Contains(name, forwarder.Output, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", forwarder.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SYSLOG_PROTOCOL", "carrier-pigeon")]
    [InlineData("SYSLOG_PORT", "99999")]
    [InlineData("SYSLOG_FORMAT", "rfc9999")]
    [InlineData("SYSLOG_BODY", "prose")]
    [InlineData("SYSLOG_FRAMING", "gilded")]
    [InlineData("SYSLOG_FACILITY", "local9")]
    [InlineData("SYSLOG_SEVERITY", "loud")]
    [InlineData("SYSLOG_DELIVERY", "hopefully")]
    [InlineData("SYSLOG_MAX_BYTES", "7")]
    [InlineData("SLS_START", "yesterday")]
    [InlineData("SLS_HEARTBEAT_INTERVAL", "soon")]
    [InlineData("SLS_FETCH_INTERVAL", "-1")]
    [InlineData("SLS_PROJECT", "No Such Name!")]
    public async Task Forwarder_InvalidValue_NamesItsVariableAndExitsWithTwo(string name, string value)
    {
        Dictionary<string, string> variables = Complete();
        variables[name] = value;
        using ForwarderProcess forwarder = new(variables);

        Assert.Equal(2, await forwarder.WaitForExitAsync());
        Assert.Contains(name, forwarder.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", forwarder.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forwarder_NoTimeZoneDatabase_NamesThePackage()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("Only Linux has a time zone database that can be missing.");
        }

        Dictionary<string, string> variables = Complete();
        variables["TZDIR"] = "/nonexistent";
        variables["SlsSyslog__Message__TimeZone"] = "Asia/Shanghai";
        using ForwarderProcess forwarder = new(variables);

        Assert.Equal(2, await forwarder.WaitForExitAsync());
        Assert.Contains("no time zone database", forwarder.Output, StringComparison.Ordinal);
        Assert.Contains("tzdata", forwarder.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forwarder_UnknownKeyInTheSection_NamesItAndExitsWithTwo()
    {
        Dictionary<string, string> variables = Complete();
        variables["SlsSyslog__Destination__Retries"] = "3";
        using ForwarderProcess forwarder = new(variables);

        Assert.Equal(2, await forwarder.WaitForExitAsync());
        Assert.Contains("SlsSyslog:Destination:Retries", forwarder.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SLS_AK_KEY", "the secret", "contains a space, a line break")]
    [InlineData("SLS_AK_KEY", "the\nsecret", "contains a space, a line break")]
    [InlineData("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "the secret", "The value contains a blank.")]
    [InlineData("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "the\nsecret", "The value contains a line end.")]
    [InlineData("ALIBABA_CLOUD_ACCESS_KEY_ID", "the\u00a0secret", "The value contains a blank.")]
    [InlineData("SlsSyslog__Source__Credentials__AccessKeySecret", "the secret", "The value contains a blank.")]
    [InlineData("SlsSyslog__Source__Credentials__AccessKeySecret", "secret\n", "The value contains a line end.")]
    public async Task Forwarder_KeyWithABlankOrALineEnd_NamesItsVariableWithoutTheValueAndExitsWithTwo(string name, string value, string problem)
    {
        Dictionary<string, string> variables = Complete();
        if (name.StartsWith("ALIBABA_", StringComparison.Ordinal))
        {
            variables.Remove("SLS_AK_ID");
            variables.Remove("SLS_AK_KEY");
            variables["ALIBABA_CLOUD_ACCESS_KEY_ID"] = "id";
        }
        else if (name.StartsWith("SlsSyslog", StringComparison.Ordinal))
        {
            variables["SlsSyslog__Source__Credentials__Type"] = "AccessKey";
            variables["SlsSyslog__Source__Credentials__AccessKeyId"] = "id";
        }

        variables[name] = value;
        using ForwarderProcess forwarder = new(variables);

        Assert.Equal(2, await forwarder.WaitForExitAsync());
        Assert.Contains(name.Replace("__", ":", StringComparison.Ordinal), forwarder.Output, StringComparison.Ordinal);
        Assert.Contains(problem, forwarder.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(value, forwarder.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SLS_AK_KEY", "the-wrong-secret", "SignatureNotMatch")]
    [InlineData("SLS_PROJECT", "another-project", "ProjectNotExist")]
    [InlineData("SLS_LOGSTORE", "another-logstore", "LogStoreNotExist")]
    public async Task Forwarder_RejectedByTheService_LogsItOnceWithTheRequestIdAndNeverTheSecret(string name, string value, string code)
    {
        await using Scene scene = await Scene.SetAsync(shards: 1);
        ForwarderProcess forwarder = scene.Forward((name, value));

        await scene.HoldsAsync(() => forwarder.Output.Contains(code, StringComparison.OrdinalIgnoreCase), code);
        long answered = scene.Sls.Journal.Count;
        await scene.HoldsAsync(() => scene.Sls.Journal.Count > answered, "tried again");

        string[] lines = [.. forwarder.Output.Split('\n').Where(line => line.Contains(code, StringComparison.OrdinalIgnoreCase))];
        Assert.Single(lines);
        Assert.Contains(scene.Sls.Journal.Take((int)answered), request => lines[0].Contains(request.RequestId, StringComparison.Ordinal));
        Assert.DoesNotContain(name == "SLS_AK_KEY" ? value : "testsk", forwarder.Output, StringComparison.Ordinal);

        forwarder.Terminate();
        Assert.Equal(0, await forwarder.WaitForExitAsync());
    }

    [Fact]
    public async Task Forwarder_LogstoreHasTooManyGroups_LogsItOnceAndExitsWithOne()
    {
        await using Scene scene = await Scene.SetAsync(shards: 1);
        for (int group = 0; group < new SlsEmulatorOptions().MaxConsumerGroups; group++)
        {
            scene.Logs.CreateConsumerGroup($"group-{group}");
        }

        ForwarderProcess forwarder = scene.Forward();

        Assert.Equal(1, await forwarder.WaitForExitAsync());
        await scene.HoldsAsync(() => forwarder.Output.Contains("Quota", StringComparison.OrdinalIgnoreCase), "the reason is logged");
        Assert.Single(forwarder.Output.Split('\n'), line => line.Contains("Quota", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("   at ", forwarder.Output, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Complete() => new()
    {
        ["SLS_ENDPOINT"] = "http://127.0.0.1:1",
        ["SLS_AK_ID"] = "testak",
        ["SLS_AK_KEY"] = "testsk",
        ["SLS_PROJECT"] = "test-project",
        ["SLS_LOGSTORE"] = "logs",
        ["SLS_CG"] = "siem",
        ["SYSLOG_HOST"] = "127.0.0.1",
    };
}

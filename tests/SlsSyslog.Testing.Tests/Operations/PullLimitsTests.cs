namespace SlsSyslog.Testing.Tests;

public class PullLimitsTests : EmulatorTest
{
    internal override SlsEmulatorOptions Options() => new() { TimeProvider = Clock, MaxRawBytesPerPull = 1000, OmitOptionalHeaders = true };

    [Fact]
    public async Task Pull_RawLimit_ReturnsCompleteGroupsAndAtLeastOne()
    {
        AppendOne(0, new string('a', 5000));
        AppendOne(0, new string('b', 400));
        AppendOne(0, new string('c', 400));
        AppendOne(0, new string('d', 400));
        string cursor = await Client.GetCursorAsync(0, "begin");
        List<string> counts = new();
        for (int round = 0; round < 4; round++)
        {
            using HttpResponseMessage answer = await Client.PullAsync(0, cursor);
            counts.Add(answer.Header("x-log-count"));
            cursor = answer.Header("x-log-cursor");
        }

        Assert.Equal(["1", "2", "1", "0"], counts);
    }

    [Fact]
    public async Task Pull_OptionalHeadersOmitted_HasOnlyTheRequiredHeaders()
    {
        AppendOne(0);

        using HttpResponseMessage answer = await Client.PullAsync(0, await Client.GetCursorAsync(0, "begin"));

        Assert.Equal(
            ["x-log-bodyrawsize", "x-log-compresstype", "x-log-count", "x-log-cursor", "x-log-requestid"],
            answer.Headers.Select(header => header.Key).Where(name => name.StartsWith("x-log-", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace SlsSyslog.Testing.Tests;

/// <summary>The SDKs of Alibaba Cloud for Node.js as clients of the emulator. Each script prints one line for each call.</summary>
public sealed class VendorSdkTests
{
    [Fact]
    public async Task AlicloudLog_EachOperation_ReturnsTheExpectedResult() => Assert.Equal(
        """
        createProject ""
        getProject "test-project"
        createLogStore ""
        updateLogStore ""
        getLogStore {"logstoreName":"more","ttl":8,"shardCount":3}
        listLogStore ["more"]
        postLogStoreLogs ""
        getLogs 2
        getLogs field [{"__topic__":"access","__source__":"10.0.0.1","__tag__:host":"web-1","status":"404","path":"/missing"}]
        getLogs SQL ERROR InvalidQueryString
        getHistograms 1
        getProjectLogs ERROR ParameterInvalid
        getIndexConfig ERROR ParameterInvalid
        deleteLogStore ""
        getLogStore deleted ERROR LogStoreNotExist
        deleteProject ""
        """,
        await RunAsync("log.js"));

    // Without pullLogs and putLogs, which this SDK cannot call: it neither names the project nor reads or writes protobuf.
    [Theory]
    [InlineData("v1")]
    [InlineData("v4")]
    public async Task AlicloudSls20201230_EachOperation_ReturnsTheExpectedResult(string signatureVersion) => Assert.Equal(
        """
        createProject 200
        getProject "test-project"
        listProject ["other-project","test-project"]
        createLogStore 200
        updateLogStore 200
        getLogStore {"appendMeta":true,"autoSplit":true,"hotTtl":7,"logstoreName":"more","maxSplitShard":7,"mode":"query","shardCount":2,"ttl":8}
        listLogStores ["more"]
        listShards [0,1]
        splitShard 3
        mergeShard 3
        getCursorTime true
        createConsumerGroup 200
        updateConsumerGroup 200
        listConsumerGroup [{"name":"group 1@host","order":false,"timeout":30}]
        consumerGroupHeartBeat [0,1]
        consumerGroupUpdateCheckPoint 200
        getCheckPoint [[0,"c 1",true]]
        getCheckPoint missing ERROR ConsumerGroupNotExist
        deleteConsumerGroup 200
        getLogs ["404"]
        getLogsV2 [1,"Complete","404"]
        getHistograms 2
        getLogs SQL ERROR InvalidQueryString
        deleteLogStore 200
        deleteProject 200
        """,
        await RunAsync("sls20201230.js", signatureVersion));

    private static async Task<string> RunAsync(string script, params string[] arguments)
    {
        string modules = PathOf("VendorSdkModules");
        Assert.SkipUnless(
            Directory.Exists(modules), "The SDKs are not installed. Install npm and run tests/SlsSyslog.Testing.Tests/VendorSdks/install.sh.");
        await using SlsEmulator emulator = await SlsEmulator.StartAsync();
        EmulatorLogstore logstore = emulator.CreateLogstore("test-project", "logs", 2);
        uint now = (uint)emulator.TimeProvider.GetUtcNow().ToUnixTimeSeconds();
        logstore.Append(0, new EmulatorLogGroup(new EmulatorLog(now, ("status", "404")), new EmulatorLog(now, ("status", "200"))));

        string port = emulator.Endpoint.Port.ToString(CultureInfo.InvariantCulture);
        using Process process = Process.Start(
            new ProcessStartInfo("node", [Path.Combine(PathOf("VendorSdkScripts"), script), port, .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["NODE_PATH"] = modules },
            })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync();
        Assert.Equal((0, ""), (process.ExitCode, await error));
        return output.TrimEnd();
    }

    private static string PathOf(string name) => typeof(VendorSdkTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == name).Value!;
}

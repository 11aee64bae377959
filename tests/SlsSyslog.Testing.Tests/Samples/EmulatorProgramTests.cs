using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace SlsSyslog.Testing.Tests;

public sealed class EmulatorProgramTests : IDisposable
{
    private static readonly string ProgramPath = typeof(EmulatorProgramTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "EmulatorPath").Value!;

    private readonly string _folder = Directory.CreateTempSubdirectory("slssyslog-emulator-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Emulator_LoadedAndStopped_KeepsItsDataForTheNextStart()
    {
        string file = Path.Combine(_folder, "logs.jsonl");
        await File.WriteAllLinesAsync(file, ["""{"__topic__":"access","__time__":1768464550,"method":"GET","status":200}""", "", """{"user":"日"}"""]);
        string[] arguments = ["--port", "0", "--shards", "1", "--access-key", "id:se:cret", "--data", Path.Combine(_folder, "data")];

        (Process Process, Uri Endpoint, string Output) first = await RunUntilReadyAsync([.. arguments, "--load", file]);
        Assert.Contains("loaded 2 logs", first.Output, StringComparison.Ordinal);
        Assert.Equal(0, await StopAsync(first.Process));
        (Process Process, Uri Endpoint, string Output) second = await RunUntilReadyAsync(arguments);
        using TestSlsClient client = new(second.Endpoint) { AccessKeyId = "id", AccessKeySecret = "se:cret" };
        using HttpResponseMessage answer = await client.PullAsync(0, await client.GetCursorAsync(0, "begin"), acceptEncoding: "");
        IReadOnlyList<EmulatorLogGroup> groups = LogGroupReader.ReadList(await answer.Content.ReadAsByteArrayAsync());

        Assert.Equal(2, groups.Count);
        Assert.Equal("access", System.Text.Encoding.UTF8.GetString(groups[0].Topic!.Value.Span));
        Assert.Equal(["method", "status"], groups[0].Logs[0].Contents.Select(field => System.Text.Encoding.UTF8.GetString(field.Key.Span)));
        Assert.Equal(0, await StopAsync(second.Process));
    }

    [Theory]
    [InlineData("Unrecognized command or argument '--colour'", "--colour", "blue")]
    [InlineData("'99999' is not a valid value of --port. Specify a number from 0 to 65535.", "--port", "99999")]
    [InlineData("Required argument missing for option: '--port'", "--port")]
    [InlineData("Specify a number from 1 to 100", "--shards", "0")]
    [InlineData("Specify ID:SECRET", "--access-key", "id")]
    [InlineData("project name", "--port", "0", "--project", "NO")]
    [InlineData("missing.jsonl", "--port", "0", "--load", "/nowhere/missing.jsonl")]
    public async Task Emulator_InvalidOption_ReportsItInOneLineAndExitsWithTwo(string text, params string[] arguments) =>
        AssertRefused(await RunToEndAsync(arguments), text);

    [Fact]
    public async Task Emulator_PortInUseOrNewerData_ReportsItInOneLineAndExitsWithTwo()
    {
        await using SlsEmulator other = await SlsEmulator.StartAsync();
        await File.WriteAllBytesAsync(Path.Combine(_folder, "emulator.state"), [.. "SLSEMU"u8, 0, 99]);
        await File.WriteAllTextAsync(Path.Combine(_folder, "bad.jsonl"), "{}\nnonsense\n");

        AssertRefused(await RunToEndAsync("--port", $"{other.Endpoint.Port}"), $"Port {other.Endpoint.Port} is in use.");
        AssertRefused(await RunToEndAsync("--port", "0", "--data", _folder), "newer version");
        AssertRefused(await RunToEndAsync("--port", "0", "--load", Path.Combine(_folder, "bad.jsonl")), "line 2");
    }

    [Fact]
    public async Task Emulator_FileWithAnInvalidLine_LoadsNothing()
    {
        string file = Path.Combine(_folder, "logs.jsonl");
        string[] arguments = ["--port", "0", "--shards", "1", "--data", Path.Combine(_folder, "data"), "--load", file];
        string[] good = Enumerable.Range(0, 250).Select(number => $$"""{"n":"{{number}}"}""").ToArray();
        await File.WriteAllLinesAsync(file, [.. good, "nonsense"]);
        AssertRefused(await RunToEndAsync(arguments), "line 251");
        await File.WriteAllLinesAsync(file, good);

        (Process Process, Uri Endpoint, string Output) loaded = await RunUntilReadyAsync(arguments);
        using TestSlsClient client = new(loaded.Endpoint);
        using HttpResponseMessage answer = await client.PullAsync(0, await client.GetCursorAsync(0, "begin"), acceptEncoding: "");

        Assert.Equal(3, LogGroupReader.ReadList(await answer.Content.ReadAsByteArrayAsync()).Count);
        Assert.Equal(0, await StopAsync(loaded.Process));
    }

    private static void AssertRefused((int ExitCode, string Error) result, string text)
    {
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(text, result.Error, StringComparison.OrdinalIgnoreCase);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }

    private static async Task<(int ExitCode, string Error)> RunToEndAsync(params string[] arguments)
    {
        using Process process = Start(arguments);
        string error = await process.StandardError.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(30));
        await process.WaitForExitAsync();
        return (process.ExitCode, error);
    }

    private static async Task<(Process Process, Uri Endpoint, string Output)> RunUntilReadyAsync(string[] arguments)
    {
        Process process = Start(arguments);
        string output = "";
        while (await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30)) is { } line)
        {
            output += line + "\n";
            if (line.StartsWith("connect with endpoint=", StringComparison.Ordinal))
            {
                return (process, new Uri(line["connect with endpoint=".Length..].Split(' ')[0]), output);
            }
        }

        throw new InvalidOperationException(output + await process.StandardError.ReadToEndAsync());
    }

    private static async Task<int> StopAsync(Process process)
    {
        using (process)
        {
            using Process kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
            return process.ExitCode;
        }
    }

    private static Process Start(string[] arguments) => Process.Start(
        new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [ProgramPath, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
}

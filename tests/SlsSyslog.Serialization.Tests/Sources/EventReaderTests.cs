using System.ComponentModel;
using System.Diagnostics;

namespace SlsSyslog.Serialization.Tests.Sources;

/// <summary>
/// Reads the golden messages with a second implementation, in Python: CEF and LEEF are parsed from their specifications, and the profiles are
/// applied to the records again.
/// </summary>
public class EventReaderTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);
    private static readonly string Script = Path.Combine(Repository.Root, "tests", "SlsSyslog.Serialization.Tests", "Sources", "read_events.py");

    [Fact]
    public async Task GoldenMessages_ReadByPython_HaveEveryMappedKeyOnceWithItsValue()
    {
        (int exitCode, string output) = await RunAsync(Repository.Root);

        Assert.True(exitCode == 0, output);
        Assert.Contains("all as expected", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("arcsight-cef", " suser=alice ", " suser=mallory ")]
    [InlineData("arcsight-cef", " cs4Label=mfa ", " ")]
    [InlineData("sentinel-cef", " act=StopLogging ", " act=StopLogging act=StopLogging ")]
    [InlineData("qradar-leef", "\tusrName=alice\t", "\t")]
    [InlineData("elastic", "\"port\":443", "\"port\":\"443\"")]
    [InlineData("elastic", "\"category\":[\"web\"]", "\"category\":\"web\"")]
    [InlineData("splunk", "\"eventName\":\"StopLogging\"", "\"eventName\":\"Stop\"")]
    public async Task GoldenMessages_WithOneError_AreNotAsExpected(string preset, string right, string wrong)
    {
        string root = Directory.CreateTempSubdirectory("slssyslog-").FullName;
        try
        {
            string golden = Path.Combine("tests", "SlsSyslog.Serialization.Tests", "Golden", "events");
            foreach (string folder in (string[])[
                golden, Path.Combine("tests", "SlsSyslog.Serialization.Tests", "Sources"), Path.Combine("src", "SlsSyslog.Serialization", "Profiles"),
                Path.Combine("src", "SlsSyslog.Serialization", "Vocabulary")])
            {
                CopyFolder(Path.Combine(Repository.Root, folder), Path.Combine(root, folder));
            }

            string file = Path.Combine(root, golden, $"{preset}.txt");
            string text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            int index = text.IndexOf(right, StringComparison.Ordinal);
            Assert.True(index > 0);
            await File.WriteAllTextAsync(
                file, text[..index] + wrong + text[(index + right.Length)..], TestContext.Current.CancellationToken);

            (int exitCode, string output) = await RunAsync(root);

            Assert.True(exitCode == 1, output);
            Assert.StartsWith(preset, output, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static void CopyFolder(string source, string target)
    {
        foreach (string file in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string root)
    {
        ProcessStartInfo start = new("python3", [Script, root]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PYTHONIOENCODING"] = "utf-8";
        Process? process = null;
        try
        {
            process = Process.Start(start);
        }
        catch (Win32Exception)
        {
            Assert.Skip("python3 is not installed.");
        }

        using (process)
        {
            using CancellationTokenSource cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            cancellation.CancelAfter(Timeout);
            Task<string> errors = process!.StandardError.ReadToEndAsync(cancellation.Token);
            string output = await process.StandardOutput.ReadToEndAsync(cancellation.Token);
            await process.WaitForExitAsync(cancellation.Token);
            return (process.ExitCode, output + await errors);
        }
    }
}

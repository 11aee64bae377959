using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SlsSyslog.Tool.Tests;

/// <summary>The tour of the documentation is what happens.</summary>
public sealed class TourTests
{
    // What only reads can be repeated until a process in the background has done its part, as a reader would.
    private static readonly string[] Repeatable = ["cat ", "cut ", "curl ", "wc ", "sls-syslog top ", "sls-syslog check "];

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Tour_EveryCommand_PrintsWhatThePageShows()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The tour is typed into bash.");
        using CancellationTokenSource deadline = new(TimeSpan.FromMinutes(4));
        IReadOnlyList<TourPage.Step> steps = TourPage.Read(FreePorts("8401", "5514", "9464"));
        Assert.True(steps.Count > 30);
        await using TourShell shell = new();
        foreach (TourPage.Step step in steps)
        {
            long startedAt = TimeProvider.System.GetTimestamp();
            string output = await shell.RunAsync(step.Command, deadline.Token);
            while (!TourPage.Matches(step.Output, output) && IsRepeatable(step) && TimeProvider.System.GetElapsedTime(startedAt) < LongestWait)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), CancellationToken.None);
                output = await shell.RunAsync(step.Command, deadline.Token);
            }

            Assert.True(TourPage.Matches(step.Output, output), $"$ {step.Command}\nshown:\n{string.Join('\n', step.Output)}\nprinted:\n{output}");
        }
    }

    [Theory]
    [InlineData("a\n", "a", true)]
    [InlineData("a\n", "b", false)]
    [InlineData("a\nb\n", "a", false)]
    [InlineData("a 12 b\n", "a … b", true)]
    [InlineData("a\nx\ny\n", "a|…", true)]
    [InlineData("", "a", false)]
    public void Matches_Output_IsComparedLineByLine(string output, string expected, bool matches) =>
        Assert.Equal(matches, TourPage.Matches(expected.Split('|'), output));

    private static bool IsRepeatable(TourPage.Step step) =>
        step.Output.Count > 0 && Array.Exists(Repeatable, name => step.Command.StartsWith(name, StringComparison.Ordinal));

    // All at the same time, so that they differ.
    private static Dictionary<string, string> FreePorts(params string[] ports)
    {
        TcpListener[] listeners = [.. ports.Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        foreach (TcpListener listener in listeners)
        {
            listener.Start();
        }

        Dictionary<string, string> free = ports.Zip(listeners).ToDictionary(
            pair => pair.First, pair => ((IPEndPoint)pair.Second.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture));
        foreach (TcpListener listener in listeners)
        {
            listener.Dispose();
        }

        return free;
    }
}

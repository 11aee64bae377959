using SlsSyslog.ConsumerGroups;
using SlsSyslog.Transports;

namespace SlsSyslog.Tool;

/// <summary>Checks everything that the routes of the settings need.</summary>
/// <param name="options">The settings, which are valid.</param>
/// <param name="credentials">The credentials of routes that specify none; null when nothing outside of this process is checked.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class CheckPlan(SlsSyslogOptions options, ISlsCredentialProvider? credentials, TimeProvider timeProvider)
{
    /// <summary>Gets or sets how long one check may take.</summary>
    public TimeSpan StepLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets how long all checks may take.</summary>
    public TimeSpan TotalLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets a value that indicates whether a test message is sent to each destination.</summary>
    public bool SendsTest { get; init; }

    /// <summary>Runs the checks.</summary>
    /// <returns>The results of each route, in the order of the settings.</returns>
    public async Task<CheckReport> RunAsync(CancellationToken cancellationToken)
    {
        CheckRunner runner = new(StepLimit, TotalLimit, timeProvider);
        List<CheckResult> results = [new("", "settings", CheckState.Passed, DescribeSettings(), null, 0)];
        if (credentials is null)
        {
            string[] omitted = [.. options.FindOmittedChecks().Append("credentials")];
            results.Add(new CheckResult(
                "", "this machine", CheckState.Skipped, $"Not checked offline: {PlainText.Clean(string.Join(", ", omitted))}.", null, 0));
        }

        IReadOnlyList<CheckResult>[] routes = await Task.WhenAll(options.AllRoutes()
            .Select(route => CheckAsync(runner, route.Key, route.Value, cancellationToken))).ConfigureAwait(false);
        results.AddRange(routes.SelectMany(route => route));
        return new CheckReport(results, runner.Elapsed);
    }

    private string DescribeSettings()
    {
        string[] names = [.. options.AllRoutes().Select(route => route.Key)];
        return names.Length == 1
            ? $"The settings are valid. There is one route, {names[0]}."
            : $"The settings are valid. The routes are {string.Join(", ", names)}.";
    }

    private async Task<IReadOnlyList<CheckResult>> CheckAsync(
        CheckRunner runner, string name, RouteOptions route, CancellationToken cancellationToken)
    {
        List<Task<IReadOnlyList<CheckResult>>> running = [];
        if (credentials is not null)
        {
            running.Add(CheckSourceAsync(runner, name, route.Source, credentials, cancellationToken));
        }

        foreach ((string branch, DestinationOptions destination, MessageOptions message) in FindDestinations(name, route))
        {
            CheckStep format = CheckStep.Of("format", _ => Task.FromResult(Format(route, message, destination)));
            running.Add(runner.RunAsync(branch, [[format]], cancellationToken));
            if (credentials is not null && destination.Transport is { } transport)
            {
                running.Add(CheckDestinationAsync(runner, branch, transport, message, cancellationToken));
            }
        }

        return [.. (await Task.WhenAll(running).ConfigureAwait(false)).SelectMany(results => results)];
    }

    private async Task<IReadOnlyList<CheckResult>> CheckSourceAsync(
        CheckRunner runner, string name, ConsumerGroupOptions source, ISlsCredentialProvider defaults, CancellationToken cancellationToken)
    {
        string[] logstores = source.Logstore.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        IReadOnlyList<CheckResult>[] results = await Task.WhenAll(logstores.Select(async logstore =>
        {
            using SourceChecks checks = new(source, logstore, logstores.Length == 1, defaults, StepLimit, timeProvider);
            return await runner.RunAsync(name, checks.Stages, cancellationToken).ConfigureAwait(false);
        })).ConfigureAwait(false);

        // The first checks of all logstores have the same names. The worst result is shown.
        return
        [
            .. results.SelectMany(found => found).GroupBy(result => result.Name, StringComparer.Ordinal)
                .Select(same => same.MaxBy(result => result.State)!),
        ];
    }

    private async Task<IReadOnlyList<CheckResult>> CheckDestinationAsync(
        CheckRunner runner, string name, SyslogTransportOptions transport, MessageOptions message, CancellationToken cancellationToken)
    {
        ServerChecks[] servers = transport is NetworkTransportOptions network
            ? [.. transport.Servers.Select(server => new ServerChecks(server, network, message, StepLimit, timeProvider))]
            : [];
        IReadOnlyList<CheckResult>[] found = await Task.WhenAll(
            servers.Select(server => runner.RunAsync(name, server.Stages, cancellationToken))).ConfigureAwait(false);
        bool isUsable = servers.Length == 0 || Array.Exists(servers, server => server.IsUsable);

        // The forwarder works while one of the servers does.
        CheckResult[] results =
        [
            .. found.SelectMany(part => part).Select(result => isUsable ? result.AsWarning("The other servers are used.") : result),
        ];
        if (!SendsTest)
        {
            return results;
        }

        TestMessage test = new(transport, message, timeProvider);
        CheckStep[][] stages = [[CheckStep.Of(TestMessage.Name, test.SendAsync)]];
        return isUsable
            ? [.. results, .. await runner.RunAsync(name, stages, cancellationToken).ConfigureAwait(false)]
            : [.. results, new CheckResult(name, TestMessage.Name, CheckState.Skipped, "Not sent, because no server can be used.", null, 0)];
    }

    private static IEnumerable<(string Name, DestinationOptions Destination, MessageOptions Message)> FindDestinations(
        string name, RouteOptions route) =>
        route.Destinations.Count == 0
            ? [(name, route.Destination, route.Message)]
            : route.Destinations.Select(branch => ($"{name}/{branch.Key}", branch.Value.Destination, branch.Value.Message ?? route.Message));

    // Everything that formats is created, and formats one record.
    private static CheckFinding Format(RouteOptions route, MessageOptions message, DestinationOptions destination)
    {
        RouteDestinationOptions branch = new() { Message = message };
        branch.Destination.Transport = destination.Transport;
        LogRecordBuilder builder = new();
        builder.SetTime(0).SetTopic("slssyslog_check").AddField("message", "Test message.");
        using RecordRenderer renderer = new(route, branch);
        PreviewRendering rendering = renderer.Render(new RecordSnapshot(builder.Record));
        string preset = message.Preset is { } name ? $"preset {name}" : $"{message.Envelope} with the body {message.Body.FormatName}";
        return rendering.Fate == PreviewFate.NotSendable
            ? CheckFinding.Failed($"A record cannot be formatted: {rendering.Reason}", "Correct the options of the message.")
            : CheckFinding.Passed($"Messages have the {preset}. To see some, run sls-syslog preview.");
    }
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SlsSyslog.ConsumerGroups;

namespace SlsSyslog.Tool;

/// <summary>Sends a range again through the settings of a route, in a host of its kind, and keeps the progress in a consumer group.</summary>
internal sealed class Replay : IDisposable
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(5);

    // A LogGroup contains at least one record.
    private const int PullsPerSecond = 10;

    private readonly ReplayRequest _request;
    private readonly ISlsCredentialProvider _credentials;
    private readonly TimeProvider _timeProvider;
    private readonly long _startedAt;
    private readonly IHost _host;
    private readonly FixedRangeSource? _range;
    private readonly DeadLetterSource? _letters;
    private long? _confirmedBefore;

    /// <exception cref="OptionsValidationException">A setting is invalid.</exception>
    public Replay(ReplayRequest request, ToolSettings settings, TimeProvider timeProvider, Action<ILoggingBuilder> configureLogging)
    {
        (_request, _timeProvider, _startedAt) = (request, timeProvider, timeProvider.GetTimestamp());
        _credentials = settings.Services.GetRequiredService<ISlsCredentialProvider>();
        ILoggerFactory loggerFactory = settings.Services.GetRequiredService<ILoggerFactory>();
        if (request.DeadLetters is { } path)
        {
            _letters = new DeadLetterSource(path) { Route = request.DeadLettersOf };
        }
        else
        {
            _range = new FixedRangeSource(CreateOptions(request), _credentials, loggerFactory, timeProvider);
        }

        IConfigurationRoot configuration = ReplayConfiguration.Create(settings.Configuration, request);
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton(timeProvider);
        builder.Services.AddSingleton<IHostLifetime, PassiveLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = request.Route.Options.Source.DrainTimeout + StopTimeout);
        builder.Services.AddSlsSyslogForwarding(configuration)
            .UseCredentials(_ => _credentials)
            .ConfigureRoute(request.RouteName, route => route.From(_ => (ILogSource?)_range ?? _letters!));
        configureLogging(builder.Logging);
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None); // it would repeat the failure of the route
        _host = builder.Build();
        try
        {
            _host.Services.GetRequiredService<IStartupValidator>().Validate();
        }
        catch
        {
            _host.Dispose();
            throw;
        }
    }

    /// <summary>Gets the progress.</summary>
    public ReplaySample Sample()
    {
        RangeProgress progress = _range?.GetProgress() ?? new RangeProgress(0, 0, IsComplete: false);
        if (progress.LogGroups > 0)
        {
            _confirmedBefore ??= progress.ConfirmedLogGroups;
        }

        RecordTotals[] totals = FindTotals();
        long records = totals.Sum(total => total.Delivered + total.Filtered + total.DeadLettered + total.Skipped);
        return new ReplaySample(
            progress.LogGroups, progress.ConfirmedLogGroups, records, _timeProvider.GetElapsedTime(_startedAt), _confirmedBefore ?? 0);
    }

    /// <summary>Runs to the end, or until it is stopped. Then it drains: what was sent is confirmed and stored.</summary>
    public async Task<ReplayResult> RunAsync(CancellationToken stopping)
    {
        IForwardingResult result = _host.Services.GetRequiredService<IForwardingResult>();
        await _host.StartAsync(CancellationToken.None).ConfigureAwait(false);
        await result.Completion.WaitAsync(stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        bool wasStopped = !result.Completion.IsCompleted;
        await _host.StopAsync(CancellationToken.None).ConfigureAwait(false);
        ReplayResult ended = Describe(result, wasStopped);
        return _range?.GetProgress().IsComplete == true && result is { HasFailed: false, UndeliveredShards: 0 }
            ? ended with { Notes = await DeleteGroupsAsync(stopping).ConfigureAwait(false) }
            : ended;
    }

    public void Dispose() => _host.Dispose();

    private static FixedRangeOptions CreateOptions(ReplayRequest request)
    {
        // With a rate, one response of SLS contains what is sent within seconds, so that little is sent again after an interruption.
        int groups = request.Route.Options.Source.MaxLogGroupsPerPull;
        FixedRangeOptions options = new(request.Route.Options.Source)
        {
            ProgressGroup = request.Group,
            Ranges = request.Ranges,
            RetryTimeout = SlsContact.RetryTimeout,
            MaxLogGroupsPerPull = request.Rate is { } rate ? Math.Clamp(rate / PullsPerSecond, 1, groups) : groups,
        };
        if (request.Range is { } range)
        {
            (options.From, options.To) = (ShardPosition.At(range.From), ShardPosition.At(range.To));
        }
        else
        {
            options.Logstore = string.Join(',', request.Ranges.Select(part => part.Logstore).Distinct());
        }

        return options;
    }

    // What ended the route, when SLS rejected a request.
    private SlsException? FindRefusal() => _host.Services.GetServices<IHostedService>().OfType<BackgroundService>()
        .Select(service => service.ExecuteTask?.Exception?.GetBaseException()).OfType<SlsException>().FirstOrDefault(SlsAdvice.IsPermanent);

    private RecordTotals[] FindTotals() =>
        [.. _host.Services.GetRequiredService<ISlsSyslogStatus>().GetStatus().Routes.Select(route => route.Totals)];

    private ReplayResult Describe(IForwardingResult result, bool wasStopped)
    {
        RangeProgress? progress = _range?.GetProgress();
        RecordTotals[] totals = FindTotals();
        long deadLettered = totals.Sum(total => total.DeadLettered);
        SlsException? refusal = FindRefusal();
        bool isRead = (progress?.IsComplete ?? !wasStopped) && result is { HasFailed: false, UndeliveredShards: 0 };
        string reason = !isRead && wasStopped ? "The replay was interrupted."
            : refusal is not null ? $"The replay failed: see the message above. {SlsAdvice.For(refusal)}"
            : result.HasFailed ? "The replay failed: see the message above."
            : !isRead ? "Records are not confirmed."
            : deadLettered > 0 ? string.Create(CultureInfo.InvariantCulture, $"{deadLettered} records could not be sent and are dead letters.")
            : _letters?.UnreadableLines > 0 ? string.Create(CultureInfo.InvariantCulture, $"{_letters.UnreadableLines} lines are not dead letters.")
            : "";
        return new ReplayResult(reason.Length == 0, !isRead && wasStopped, reason)
        {
            Route = _request.RouteName,
            Group = _range is null ? null : _request.Group,
            IsRefused = refusal is not null && totals.All(total => total is { Delivered: 0, Filtered: 0, DeadLettered: 0, Skipped: 0 }),
            Delivered = totals.Sum(total => total.Delivered),
            Filtered = totals.Sum(total => total.Filtered),
            DeadLettered = deadLettered,
            Skipped = totals.Sum(total => total.Skipped),
            LogGroups = progress?.LogGroups ?? 0,
            ConfirmedLogGroups = progress?.ConfirmedLogGroups ?? 0,
            Seconds = Math.Round(_timeProvider.GetElapsedTime(_startedAt).TotalSeconds, 1),
        };
    }

    // A group that remains only occupies a place: everything is delivered.
    private async Task<IReadOnlyList<string>> DeleteGroupsAsync(CancellationToken cancellationToken)
    {
        List<string> notes = [];
        foreach (string logstore in _request.Route.Logstores)
        {
            using LogstoreClient client = new(_request.Route.Options.Source, logstore, _credentials, _timeProvider);
            try
            {
                await client.DeleteGroupAsync(_request.Group, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                notes.Add(
                    $"The group '{_request.Group}' of the logstore {logstore} remains. "
                    + $"To delete it, run: {ToolProgram.Name} groups delete {_request.Group} --logstore {logstore}");
            }
            catch (SlsException exception)
            {
                notes.Add($"The group '{_request.Group}' of the logstore {logstore} cannot be deleted: {PlainText.Clean(exception.Message)}");
            }
        }

        return notes;
    }
}

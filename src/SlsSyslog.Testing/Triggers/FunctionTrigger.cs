using System.Collections.Concurrent;

namespace SlsSyslog.Testing;

/// <summary>
/// Invokes a function as the SLS trigger does: one event per shard and interval, with the new range of cursors. A failed range is repeated until
/// it succeeds, before the next range is sent. The trigger keeps the position of each shard. Do not invoke one shard concurrently.
/// </summary>
public sealed class FunctionTrigger : IDisposable
{
    private readonly EmulatorLogstore _logstore;
    private readonly FunctionTriggerOptions _options;
    private readonly HttpClient _client = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly ConcurrentQueue<FunctionInvocation> _invocations = [];
    private readonly ConcurrentDictionary<int, string> _positions = [];
    private readonly ConcurrentDictionary<int, string> _pendingEnds = [];
    private int _number;

    /// <summary>Initializes a new instance that starts at the beginning of each shard. Performs no I/O.</summary>
    /// <param name="logstore">The logstore to watch.</param>
    /// <param name="options">The options.</param>
    public FunctionTrigger(EmulatorLogstore logstore, FunctionTriggerOptions options)
    {
        ArgumentNullException.ThrowIfNull(logstore);
        ArgumentNullException.ThrowIfNull(options);
        _logstore = logstore;
        _options = options;
    }

    /// <summary>Gets all invocations in the order of their responses.</summary>
    public IReadOnlyList<FunctionInvocation> Invocations => [.. _invocations];

    /// <summary>Gets a value that indicates whether every shard was processed to its end successfully.</summary>
    public bool IsCaughtUp => _logstore.Shards.All(shard => PositionOf(shard) == shard.EndCursor);

    /// <summary>Invokes the function for every shard once per interval until stopped.</summary>
    /// <param name="stopping">Stops the trigger and aborts the current invocation.</param>
    /// <returns>A task that completes when the trigger has stopped.</returns>
    public async Task RunAsync(CancellationToken stopping)
    {
        using PeriodicTimer timer = new(_options.Interval, _options.TimeProvider);
        try
        {
            do
            {
                await Task.WhenAll(_logstore.Shards.Select(shard => InvokeAsync(shard.Id, stopping))).ConfigureAwait(false);
            }
            while (await timer.WaitForNextTickAsync(stopping).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The trigger was stopped.
        }
    }

    /// <summary>Invokes the function for one shard once: with the last failed range, otherwise with the new range.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="cancellationToken">Aborts the invocation.</param>
    /// <returns>The invocation, or <see langword="null"/> when no new data has arrived.</returns>
    /// <exception cref="EmulatorException">The shard does not exist.</exception>
    public async Task<FunctionInvocation?> InvokeAsync(int shard, CancellationToken cancellationToken = default)
    {
        EmulatorShard state = _logstore.Shards.FirstOrDefault(candidate => candidate.Id == shard) ?? throw EmulatorException.ShardNotExist(shard);
        string begin = PositionOf(state);
        if (begin == state.EndCursor)
        {
            return null;
        }

        string end = _pendingEnds.GetOrAdd(shard, _ => EndFrom(begin, state.EndCursor));
        string requestId = string.Create(CultureInfo.InvariantCulture, $"request-{Interlocked.Increment(ref _number)}");
        FunctionInvocation firing = new(requestId, shard, begin, end, 0, "", "");
        FunctionInvocation invocation = await CallAsync(firing, cancellationToken).ConfigureAwait(false);
        _invocations.Enqueue(invocation);
        if (invocation.IsSuccess)
        {
            _positions[shard] = end;
            _pendingEnds.TryRemove(shard, out _);
        }

        return invocation;
    }

    /// <summary>Closes the connections to the function.</summary>
    public void Dispose() => _client.Dispose();

    private string PositionOf(EmulatorShard shard) => _positions.GetValueOrDefault(shard.Id, shard.BeginCursor);

    private string EndFrom(string begin, string end) =>
        CursorText.TryParse(begin, out long from) && CursorText.TryParse(end, out long to)
            ? CursorText.Format(Math.Min(to, from + _options.MaxGroups))
            : end;

    private async Task<FunctionInvocation> CallAsync(FunctionInvocation firing, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = new(_options.TimeLimit, _options.TimeProvider);
        using CancellationTokenSource cut = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using HttpRequestMessage request = TriggerRequest.Create(firing, _logstore, _options);
        try
        {
            using HttpResponseMessage response = await _client.SendAsync(request, cut.Token).ConfigureAwait(false);
            return firing with
            {
                Status = (int)response.StatusCode,
                FunctionStatus = response.Headers.TryGetValues("x-fc-status", out IEnumerable<string>? values) ? string.Join(',', values) : "",
                Answer = await response.Content.ReadAsStringAsync(cut.Token).ConfigureAwait(false),
            };
        }
        catch (HttpRequestException exception)
        {
            return firing with { Answer = exception.Message };
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return firing with { Answer = $"no answer within {_options.TimeLimit}" };
        }
    }
}

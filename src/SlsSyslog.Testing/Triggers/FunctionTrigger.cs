using System.Collections.Concurrent;
using System.Globalization;

namespace SlsSyslog.Testing;

/// <summary>
/// Fires a function as the SLS trigger does: per shard and interval an event with the range that is new, the same range again until it
/// succeeds, and only then the next one. Where each shard stands is known to the trigger alone. Not to be fired for one shard by several
/// callers at once.
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

    /// <summary>Makes a trigger that begins where each shard begins. Touches no network.</summary>
    /// <param name="logstore">What it watches.</param>
    /// <param name="options">How it fires.</param>
    public FunctionTrigger(EmulatorLogstore logstore, FunctionTriggerOptions options)
    {
        ArgumentNullException.ThrowIfNull(logstore);
        ArgumentNullException.ThrowIfNull(options);
        _logstore = logstore;
        _options = options;
    }

    /// <summary>Everything fired so far, in the order of the answers.</summary>
    public IReadOnlyList<FunctionInvocation> Invocations => [.. _invocations];

    /// <summary>Whether every shard was fired to its end with success.</summary>
    public bool IsCaughtUp => _logstore.Shards.All(shard => PositionOf(shard) == shard.EndCursor);

    /// <summary>Fires every shard once an interval until stopped.</summary>
    /// <param name="stopping">Stops firing; what is under way is cut off.</param>
    /// <returns>Completes when stopped.</returns>
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
            // Asked to end.
        }
    }

    /// <summary>Fires one shard once: the range that failed last, else the one that is new.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="cancellationToken">Cuts the invocation off.</param>
    /// <returns>How it went; null when there is nothing new.</returns>
    /// <exception cref="EmulatorException">There is no such shard.</exception>
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
        catch (HttpRequestException error)
        {
            return firing with { Answer = error.Message };
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return firing with { Answer = $"no answer within {_options.TimeLimit}" };
        }
    }
}

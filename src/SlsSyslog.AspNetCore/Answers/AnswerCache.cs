using Microsoft.AspNetCore.Http;

namespace SlsSyslog.AspNetCore;

/// <summary>Creates an answer at most once a second, for any number of requests, one at a time. Safe for concurrent use.</summary>
/// <param name="path">The path, for logs.</param>
/// <param name="create">Creates the answer.</param>
/// <param name="timeProvider">The clock.</param>
/// <param name="logger">The logger.</param>
internal sealed partial class AnswerCache(
    string path, Func<CancellationToken, Task<Answer>> create, TimeProvider timeProvider, ILogger logger)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(1);

    // Health checks of the application may hang. The routes do not wait for them.
    private static readonly TimeSpan MaxDuration = TimeSpan.FromSeconds(10);

    private static readonly Answer Failed = Answer.OfText(
        StatusCodes.Status503ServiceUnavailable, "The status could not be determined. See the log of the process.");

    private readonly Lock _lock = new();
    private Task<Answer>? _answer;
    private long _created;
    private bool _hasFailed;

    /// <summary>Gets the current answer. A failure is an answer as well.</summary>
    public Task<Answer> GetAsync()
    {
        lock (_lock)
        {
            if (_answer is null || (_answer.IsCompleted && timeProvider.GetElapsedTime(_created) >= MaxAge))
            {
                _created = timeProvider.GetTimestamp();
                _answer = Task.Run(CreateAsync); // not under the lock
            }

            return _answer;
        }
    }

    private async Task<Answer> CreateAsync()
    {
        try
        {
            using CancellationTokenSource timeout = new(MaxDuration, timeProvider);
            Answer answer = await create(timeout.Token).WaitAsync(MaxDuration, timeProvider, CancellationToken.None).ConfigureAwait(false);
            _hasFailed = false;
            return answer;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Logged once until it succeeds again: the requests of a flood must not fill the log.
            if (!_hasFailed)
            {
                _hasFailed = true;
                LogFailed(logger, path, exception);
            }

            return Failed;
        }
    }
}

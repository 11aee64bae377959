using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using SlsSyslog.ConsumerGroups;

namespace SlsSyslog.FunctionCompute;

/// <summary>Handles the calls of Function Compute. Every invocation gets a response, and the process continues.</summary>
internal sealed partial class InvocationHandler(
    RangeForwarder forwarder, IOptions<FunctionComputeOptions> options, ILogger<InvocationHandler> logger, TimeProvider timeProvider)
{
    // Far more than any trigger event. More is received, because the service accepts 32 MB, but not kept.
    private const int MaxEventBytes = 1024 * 1024;
    private const long MaxReceivedBytes = 64 * 1024 * 1024;

    public async Task InvokeAsync(HttpContext context)
    {
        string requestId = new InvocationHeaders(context.Request.Headers).RequestId;

        // The service divides the log of the function by these two lines, so they are written unchanged.
        await Console.Out.WriteLineAsync($"FC Invoke Start RequestId: {requestId}").ConfigureAwait(false);
        InvocationResult result = await RunAsync(context, requestId).ConfigureAwait(false);
        await Console.Out.WriteLineAsync($"FC Invoke End RequestId: {requestId}").ConfigureAwait(false);
        await AnswerAsync(context.Response, result).ConfigureAwait(false);
    }

    public static async Task InitializeAsync(HttpContext context)
    {
        string requestId = new InvocationHeaders(context.Request.Headers).RequestId;
        await Console.Out.WriteLineAsync($"FC Initialize Start RequestId: {requestId}").ConfigureAwait(false);
        await Console.Out.WriteLineAsync($"FC Initialize End RequestId: {requestId}").ConfigureAwait(false);
        await AcknowledgeAsync(context).ConfigureAwait(false);
    }

    public static Task AcknowledgeAsync(HttpContext context) => AnswerAsync(context.Response, new InvocationResult(true, ""));

    private async Task<InvocationResult> RunAsync(HttpContext context, string requestId)
    {
        try
        {
            InvocationResult result = await ForwardAsync(context).ConfigureAwait(false);
            if (!result.IsSuccess)
            {
                LogFailed(logger, requestId, PlainText.Clean(result.Text));
            }

            return result;
        }
        catch (Exception exception) when (IsExpected(exception))
        {
            LogFailed(logger, requestId, PlainText.Clean(exception.Message));
            return new InvocationResult(false, exception.Message);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException) // without a response, the invocation lasts until the time limit
        {
            LogUnexpected(logger, requestId, exception);
            return new InvocationResult(false, $"{exception.GetType().Name}: {exception.Message}");
        }
    }

    private async Task<InvocationResult> ForwardAsync(HttpContext context)
    {
        InvocationHeaders headers = new(context.Request.Headers);
        if (headers.InvalidTimeLimit is { } invalid)
        {
            LogTimeLimitIgnored(logger, headers.RequestId, invalid);
        }

        TimeSpan? limit = headers.TimeLimit ?? options.Value.TimeLimit;
        TimeSpan delay = limit is { } known ? TimeFor(known) : Timeout.InfiniteTimeSpan;
        using CancellationTokenSource late = new(delay, timeProvider);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(late.Token, context.RequestAborted);

        TriggerSource source = await ReadEventAsync(context, stop.Token).ConfigureAwait(false);
        try
        {
            ForwardingOutcome outcome = await forwarder.ForwardAsync(source, headers.ReadCredential(), stop.Token).ConfigureAwait(false);
            return ResultOf(outcome, source, late.IsCancellationRequested ? limit : null);
        }
        catch (Exception exception) when (exception is SlsException or SlsProtocolException or SlsCredentialException)
        {
            return new InvocationResult(false, $"{source}: {exception.Message}"); // the message names neither the project nor the shard
        }
    }

    private InvocationResult ResultOf(ForwardingOutcome outcome, TriggerSource source, TimeSpan? exceeded)
    {
        if (!outcome.IsComplete)
        {
            string cause = exceeded is { } limit
                ? string.Create(CultureInfo.InvariantCulture, $"The time limit of {limit.TotalSeconds:0.#} s is near. ")
                : "";
            return new InvocationResult(false, $"{source}: {cause}{outcome.Reason}");
        }

        if (outcome.DeadLettered > 0 && !options.Value.AcceptDeadLetters)
        {
            return new InvocationResult(false, $"{source}: {outcome.DeadLettered} records could not be sent and were stored as dead letters.");
        }

        return new InvocationResult(true, string.Create(
            CultureInfo.InvariantCulture, $"{source}: {outcome.Delivered} delivered, {outcome.Filtered} filtered, {outcome.Truncated} truncated"));
    }

    private TimeSpan TimeFor(TimeSpan limit)
    {
        TimeSpan margin = options.Value.AnswerMargin;
        return limit - (margin < limit / 5 ? margin : limit / 5);
    }

    private static async Task<TriggerSource> ReadEventAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = MaxReceivedBytes; // a client whose body is not read sees a broken connection instead of the answer
        }

        PipeReader body = context.Request.BodyReader;
        try
        {
            ReadResult read = await body.ReadAtLeastAsync(MaxEventBytes + 1, cancellationToken).ConfigureAwait(false);
            bool isTooLong = read.Buffer.Length > MaxEventBytes;
            byte[] json = isTooLong ? [] : read.Buffer.ToArray();
            body.AdvanceTo(read.Buffer.End); // otherwise the server closes the connection, which counts as a failure
            while (!read.IsCompleted)
            {
                read = await body.ReadAsync(cancellationToken).ConfigureAwait(false);
                body.AdvanceTo(read.Buffer.End);
            }

            return isTooLong
                ? throw new InvalidEventException($"The event is longer than {MaxEventBytes} bytes, so it is not a valid event of an SLS trigger.")
                : TriggerEvent.ParseSource(json);
        }
        catch (OperationCanceledException exception)
        {
            throw new InvalidEventException(
                "The event was not received completely before the time limit, or the caller ended the request.", exception);
        }
        catch (IOException exception) // too large or too slow for the web server, or the connection broke
        {
            throw new InvalidEventException($"The event could not be received. {exception.Message}", exception);
        }
    }

    private static bool IsExpected(Exception exception) =>
        exception is InvalidEventException or OperationCanceledException;

    private static async Task AnswerAsync(HttpResponse response, InvocationResult result)
    {
        // The service documents 404 for a failure. Other errors may make it restart the instance.
        response.StatusCode = result.IsSuccess ? StatusCodes.Status200OK : StatusCodes.Status404NotFound;
        response.Headers["x-fc-status"] = result.IsSuccess ? "200" : "404";
        response.ContentType = "text/plain; charset=utf-8";
        await response.WriteAsync(PlainText.Clean(result.Text), CancellationToken.None).ConfigureAwait(false);
    }
}

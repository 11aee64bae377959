using System.Globalization;
using System.Runtime.CompilerServices;
using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups;

// PullLogs (SLS protocol 3.4): asks, reserves memory when the headers tell the size, reads the body as it is. Safe for use from
// several threads.
internal sealed class LogPuller(
    SlsConnection connection, string logstore, PullFilter filter, BlockPool pool, MemoryBudget budget, TimeProvider time)
{
    // Far above what SLS sends in one answer: a size that is nonsense must not be allocated.
    internal const int MaxBlockBytes = 256 * 1024 * 1024;

    private const int MaxGroups = 1000;

    // From the request to the headers, and between two pieces of the body.
    private static readonly TimeSpan StallDeadline = TimeSpan.FromSeconds(30);

    // Longer than this no answer is kept waiting for memory: the server would close the connection.
    private static readonly TimeSpan MemoryPatience = TimeSpan.FromSeconds(5);

    private static readonly KeyValuePair<string, string>[] PullHeaders =
        [new("accept", "application/x-protobuf"), new("accept-encoding", "lz4")];

    // Ends the turn as soon as the headers are there: a long body must not keep idle shards waiting.
    public async Task<PulledBlock> PullAsync(PullRequest pull, PullTurn turn, CancellationToken cancellationToken)
    {
        MemoryShare? share = null;
        try
        {
            while (true)
            {
                using Deadline deadline = new(StallDeadline, time, cancellationToken);
                using HttpResponseMessage response = await OpenAsync(pull, deadline).ConfigureAwait(false);
                turn.Dispose();
                PulledBlock answer = ReadHeaders(pull, response);
                if (answer.GroupCount == 0)
                {
                    return answer;
                }

                int bodyBytes = BodyBytes(response, answer);
                deadline.Extend(Timeout.InfiniteTimeSpan);
                share ??= await TryReserveAsync(bodyBytes, cancellationToken).ConfigureAwait(false);
                if (share is not null)
                {
                    answer.Body = await ReadBodyAsync(response, bodyBytes, share, deadline).ConfigureAwait(false);
                    share = null;
                    return answer;
                }

                // Memory first, then the same pull again.
                response.Dispose();
                share = await budget.ReserveAsync(bodyBytes, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            turn.Dispose();
            share?.Dispose();
        }
    }

    private async Task<HttpResponseMessage> OpenAsync(PullRequest pull, Deadline deadline)
    {
        SlsRequest request = new("PullLogs", HttpMethod.Get, $"/logstores/{logstore}/shards/{pull.Shard.ToString(CultureInfo.InvariantCulture)}")
        {
            Query = Query(pull),
            Headers = PullHeaders,
        };
        try
        {
            return await connection.OpenAsync(request, deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.HasPassed)
        {
            throw SlsException.TooLate(request.Operation, StallDeadline);
        }
    }

    private List<KeyValuePair<string, string>> Query(PullRequest pull)
    {
        List<KeyValuePair<string, string>> query =
        [
            new("type", "logs"),
            new("cursor", pull.From.Cursor),
            new("count", MaxGroups.ToString(CultureInfo.InvariantCulture)),
        ];
        if (pull.End is { } end)
        {
            query.Add(new("end_cursor", end.Cursor));
        }

        filter.AddTo(query);

        return query;
    }

    private PulledBlock ReadHeaders(PullRequest pull, HttpResponseMessage response)
    {
        if (SlsHeaders.Number(response, "x-log-count") is not (>= 0 and <= int.MaxValue and long groups)
            || SlsHeaders.Number(response, "x-log-bodyrawsize") is not (>= 0 and <= MaxBlockBytes and long rawBytes))
        {
            throw new SlsProtocolException("PullLogs was answered without the headers of SLS, or with sizes that cannot be.");
        }

        // With a query both need not be told of the same; without one, passing over the answer would lose what it holds.
        bool isEmpty = rawBytes == 0 || groups == 0;
        if (isEmpty && rawBytes != groups && !filter.IsActive)
        {
            throw new SlsProtocolException($"PullLogs was answered with {groups} LogGroups in {rawBytes} bytes, which cannot be.");
        }

        LogPosition? next = SlsHeaders.Text(response, "x-log-cursor") is { } cursor ? new LogPosition(cursor) : null;
        if (next is null && !isEmpty)
        {
            throw new SlsProtocolException("PullLogs was answered with logs but without the cursor behind them.");
        }

        return new PulledBlock
        {
            Start = pull.From,
            Next = next ?? pull.From,
            GroupCount = isEmpty ? 0 : (int)groups,
            RawBytes = (int)rawBytes,
            Compression = Compression(SlsHeaders.Text(response, "x-log-compresstype")),
            FirstGroupCursor = filter.IsActive ? null : FirstGroupCursor(pull.From, groups, SlsHeaders.Number(response, "x-log-read-last-cursor")),
            ScannedBytes = SlsHeaders.Number(response, "x-log-rawdatasize") ?? rawBytes,
            ReceivedAt = SlsHeaders.Number(response, "x-log-cursor-time") is { } seconds ? SlsTime.FromUnixSeconds(seconds) : null,
            ReachedEnd = SlsHeaders.Number(response, "x-log-end-of-cursor") == 1,
        };
    }

    private static BlockCompression Compression(string? name) =>
        name?.ToUpperInvariant() switch
        {
            null => BlockCompression.None,
            "LZ4" => BlockCompression.Lz4,
            "DEFLATE" or "GZIP" => BlockCompression.Deflate,
            _ => throw new SlsProtocolException($"PullLogs was answered in the compression '{name}', which was not asked for."),
        };

    // Groups are numbered one by one, but with gaps: only when count and last number lead back to the cursor pulled are all known.
    private static long? FirstGroupCursor(LogPosition from, long groups, long? last) =>
        last is { } number && number - groups + 1 == CursorNumber.Decode(from) ? number - groups + 1 : null;

    // Without a length the body cannot be longer than the worst that LZ4 and zlib do to incompressible bytes.
    private static int BodyBytes(HttpResponseMessage response, PulledBlock answer) =>
        response.Content.Headers.ContentLength switch
        {
            null => answer.RawBytes + (answer.RawBytes / 128) + 64,
            > MaxBlockBytes => throw new SlsProtocolException("PullLogs was answered with a body larger than can be."),
            long length => (int)length,
        };

    private async ValueTask<MemoryShare?> TryReserveAsync(int bytes, CancellationToken cancellationToken)
    {
        if (budget.TryReserve(bytes) is { } share)
        {
            return share;
        }

        using Deadline patience = new(MemoryPatience, time, cancellationToken);
        try
        {
            return await budget.ReserveAsync(bytes, patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (patience.HasPassed)
        {
            return null;
        }
    }

    // The share goes over to the body that is returned; it stays with the caller when this fails.
    private async Task<PulledBody> ReadBodyAsync(HttpResponseMessage response, int bodyBytes, MemoryShare share, Deadline deadline)
    {
        byte[] array = pool.Rent(bodyBytes);
        try
        {
            int read = await FillAsync(response, array.AsMemory(0, bodyBytes), deadline).ConfigureAwait(false);
            if (response.Content.Headers.ContentLength is { } length && read != length)
            {
                throw new SlsProtocolException($"The body of PullLogs ended after {read} of {length} bytes.");
            }

            return new PulledBody(pool, array, read, share);
        }
        catch
        {
            pool.Return(array);
            throw;
        }
    }

    private static async Task<int> FillAsync(HttpResponseMessage response, Memory<byte> body, Deadline deadline)
    {
        try
        {
            Stream stream = await response.Content.ReadAsStreamAsync(deadline.Token).ConfigureAwait(false);
            await using ConfiguredAsyncDisposable closed = stream.ConfigureAwait(false);
            int read = 0;
            while (read < body.Length)
            {
                deadline.Extend(StallDeadline);
                int more = await stream.ReadAsync(body[read..], deadline.Token).ConfigureAwait(false);
                if (more == 0)
                {
                    break;
                }

                read += more;
            }

            return read;
        }
        catch (OperationCanceledException) when (deadline.HasPassed)
        {
            throw SlsException.TooLate("PullLogs", StallDeadline);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw new SlsException("PullLogs", 0, "", error.Message, SlsHeaders.RequestId(response), error);
        }
    }
}

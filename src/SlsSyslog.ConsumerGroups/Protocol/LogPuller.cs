using System.Runtime.CompilerServices;

namespace SlsSyslog.ConsumerGroups;

/// <summary>Sends PullLogs requests (SLS protocol 3.4) and reserves memory for the body, which stays encoded. Safe for concurrent use.</summary>
internal sealed class LogPuller(
    SlsConnection connection, PullFilter filter, PullCompression compression, BlockPool pool, MemoryBudget budget, TimeProvider timeProvider)
{
    /// <summary>The limit of a response body, far above what SLS sends, so that an invalid size is not allocated.</summary>
    internal const int MaxBlockBytes = 256 * 1024 * 1024;

    // The time from the request to the headers, and between two parts of the body.
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(30);

    // A response does not wait longer than this for memory, because the server would close the connection.
    private static readonly TimeSpan MemoryTimeout = TimeSpan.FromSeconds(5);

    private readonly KeyValuePair<string, string>[] _headers =
        [new("accept", "application/x-protobuf"), new("accept-encoding", compression == PullCompression.Zstd ? "zstd" : "lz4")];

    /// <summary>Gets or sets the number of LogGroups that one request reads at most, unless it specifies another number.</summary>
    public int MaxGroups { get; init; } = SlsSourceOptions.MaxLogGroups;

    /// <summary>Pulls once. Releases the permit when the headers arrive, so that a long body does not delay idle shards.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<PullResult> PullAsync(PullRequest pull, PollScheduler.Permit permit, CancellationToken cancellationToken)
    {
        MemoryReservation? reservation = null;
        try
        {
            while (true)
            {
                using Deadline deadline = new(ResponseTimeout, timeProvider, cancellationToken);
                using HttpResponseMessage response = await OpenAsync(pull, deadline).ConfigureAwait(false);
                permit.Dispose();
                PullResult result = ReadHeaders(pull, response);
                if (result.GroupCount == 0)
                {
                    await EnsureEmptyAsync(response, result, deadline).ConfigureAwait(false);
                    return result;
                }

                int bodyBytes = BodyBytes(response, result);
                deadline.Extend(Timeout.InfiniteTimeSpan);
                reservation ??= await TryReserveAsync(bodyBytes, cancellationToken).ConfigureAwait(false);
                if (reservation is not null)
                {
                    result.Body = await ReadBodyAsync(response, bodyBytes, reservation, deadline).ConfigureAwait(false);
                    reservation = null;
                    return result;
                }

                // Reserve the memory first, then send the same request again.
                response.Dispose();
                reservation = await budget.ReserveAsync(bodyBytes, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            permit.Dispose();
            reservation?.Dispose();
        }
    }

    /// <summary>Copies a response body into the memory of this puller.</summary>
    /// <returns>Null when the memory is not available.</returns>
    public PulledBody? TryCopy(PulledBody body) =>
        budget.TryReserve(body.Bytes.Length) is { } reservation ? body.CopyTo(pool, reservation) : null;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<HttpResponseMessage> OpenAsync(PullRequest pull, Deadline deadline)
    {
        SlsRequest request = new("PullLogs", HttpMethod.Get, $"/logstores/{pull.Logstore}/shards/{pull.Shard.ToString(CultureInfo.InvariantCulture)}")
        {
            Query = Query(pull),
            Headers = _headers,
        };
        try
        {
            return await connection.OpenAsync(request, deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.HasPassed)
        {
            throw SlsException.TimedOut(request.Operation, ResponseTimeout);
        }
    }

    private List<KeyValuePair<string, string>> Query(PullRequest pull)
    {
        List<KeyValuePair<string, string>> query =
        [
            new("type", "logs"),
            new("cursor", pull.From.Cursor),
            new("count", (pull.MaxGroups > 0 ? pull.MaxGroups : MaxGroups).ToString(CultureInfo.InvariantCulture)),
        ];
        if (pull.End is { } end)
        {
            query.Add(new("end_cursor", end.Cursor));
        }

        filter.AddTo(query);
        return query;
    }

    private PullResult ReadHeaders(PullRequest pull, HttpResponseMessage response)
    {
        if (ResponseHeaders.Number(response, "x-log-count") is not (>= 0 and <= int.MaxValue and long groups)
            || ResponseHeaders.Number(response, "x-log-bodyrawsize") is not (>= 0 and <= MaxBlockBytes and long rawBytes))
        {
            throw new SlsProtocolException("The response to PullLogs does not have the headers of SLS, or their sizes are invalid.");
        }

        // Skipping a response whose numbers disagree would lose the logs in it.
        bool isEmpty = rawBytes == 0 || groups == 0;
        if (isEmpty && rawBytes != groups)
        {
            throw new SlsProtocolException($"The response to PullLogs is invalid: {groups} LogGroups in {rawBytes} bytes.");
        }

        LogPosition? next = ResponseHeaders.Text(response, "x-log-cursor") is { } cursor ? new LogPosition(cursor) : null;
        if (next is null && !isEmpty)
        {
            throw new SlsProtocolException("The response to PullLogs contains logs but not the next cursor.");
        }

        long? from = CursorNumber.Decode(pull.From);
        if (next is { } unreadable && from is not null && CursorNumber.Decode(unreadable) is null)
        {
            throw new SlsProtocolException($"The response to PullLogs contains the cursor {unreadable.Cursor}, which is not a number.");
        }

        long? moved = next is { } to ? CursorNumber.Decode(to) - from : 0;
        if (moved < 0 || (!isEmpty && (next == pull.From || moved == 0)))
        {
            throw new SlsProtocolException(
                $"The response to PullLogs moves from cursor {pull.From.Cursor} to {next!.Value.Cursor}, which is not after it.");
        }

        return new PullResult
        {
            Start = pull.From,
            Next = next ?? pull.From,
            GroupCount = isEmpty ? 0 : (int)groups,
            SkipsUnread = isEmpty && moved > 0 && !filter.IsActive,
            RawBytes = (int)rawBytes,
            Compression = Compression(ResponseHeaders.Text(response, "x-log-compresstype")),
            FirstGroupCursor = filter.IsActive
                ? null
                : FirstGroupCursor(pull.From, groups, ResponseHeaders.Number(response, "x-log-read-last-cursor")),
            LastGroupCursor = ResponseHeaders.Number(response, "x-log-read-last-cursor"),
            ScannedBytes = ResponseHeaders.Number(response, "x-log-rawdatasize") ?? rawBytes,
            ReceivedAt = ResponseHeaders.Number(response, "x-log-cursor-time") is { } seconds ? SlsTime.FromUnixSeconds(seconds) : null,
            ReachedEnd = ResponseHeaders.Number(response, "x-log-end-of-cursor") == 1,
        };
    }

    private static BlockCompression Compression(string? name) =>
        name?.ToUpperInvariant() switch
        {
            null => BlockCompression.None,
            "LZ4" => BlockCompression.Lz4,
            "ZSTD" => BlockCompression.Zstd,
            "DEFLATE" or "GZIP" => BlockCompression.Deflate,
            _ => throw new SlsProtocolException($"The response to PullLogs has the compression '{name}', which was not requested."),
        };

    // LogGroups have consecutive numbers, but numbers can be missing. The numbers are certain only if the count and the last number lead back to
    // the cursor that was pulled.
    private static long? FirstGroupCursor(LogPosition from, long groups, long? last) =>
        last is { } number && number - groups + 1 == CursorNumber.Decode(from) ? number - groups + 1 : null;

    // Without a Content-Length the body is at most as long as LZ4, zlib and zstd make incompressible bytes.
    private static int BodyBytes(HttpResponseMessage response, PullResult result) =>
        response.Content.Headers.ContentLength switch
        {
            null => result.RawBytes + (result.RawBytes / 128) + 64,
            > MaxBlockBytes => throw new SlsProtocolException("The response body of PullLogs exceeds 256 MiB."),
            long length => (int)length,
        };

    private async ValueTask<MemoryReservation?> TryReserveAsync(int bytes, CancellationToken cancellationToken)
    {
        if (budget.TryReserve(bytes) is { } reservation)
        {
            return reservation;
        }

        using Deadline deadline = new(MemoryTimeout, timeProvider, cancellationToken);
        try
        {
            return await budget.ReserveAsync(bytes, deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.HasPassed)
        {
            return null;
        }
    }

    // The returned body owns the reservation. If this method fails, the caller still owns it.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<PulledBody> ReadBodyAsync(HttpResponseMessage response, int bodyBytes, MemoryReservation reservation, Deadline deadline)
    {
        byte[] array = pool.Rent(bodyBytes);
        try
        {
            int read = await FillAsync(response, array.AsMemory(0, bodyBytes), deadline).ConfigureAwait(false);
            if (response.Content.Headers.ContentLength is { } length && read != length)
            {
                throw new SlsProtocolException($"The response body of PullLogs ended after {read} of {length} bytes.");
            }

            return new PulledBody(pool, array, read, reservation);
        }
        catch
        {
            pool.Return(array);
            throw;
        }
    }

    // Empty compressed data can have a few bytes, but no log fits into them.
    private static async ValueTask EnsureEmptyAsync(HttpResponseMessage response, PullResult result, Deadline deadline)
    {
        if (response.Content.Headers.ContentLength == 0)
        {
            return;
        }

        int allowed = result.Compression switch { BlockCompression.None => 0, BlockCompression.Lz4 => 1, BlockCompression.Zstd => 13, _ => 8 };
        if (await FillAsync(response, new byte[allowed + 1], deadline).ConfigureAwait(false) > allowed)
        {
            throw new SlsProtocolException("The response to PullLogs contains data, but its headers report 0 LogGroups.");
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<int> FillAsync(HttpResponseMessage response, Memory<byte> body, Deadline deadline)
    {
        try
        {
            Stream stream = await response.Content.ReadAsStreamAsync(deadline.Token).ConfigureAwait(false);
            await using ConfiguredAsyncDisposable closed = stream.ConfigureAwait(false);
            int read = 0;
            while (read < body.Length)
            {
                deadline.Extend(ResponseTimeout);
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
            throw SlsException.TimedOut("PullLogs", ResponseTimeout);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new SlsException("PullLogs", 0, "", ErrorReason.Of(exception), ResponseHeaders.RequestId(response), exception);
        }
    }
}

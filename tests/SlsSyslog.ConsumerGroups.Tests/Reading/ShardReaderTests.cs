using System.Net;
using System.Text;
using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class ShardReaderTests : IDisposable
{
    private static readonly byte[] Block = Convert.FromHexString(BlockVectors.ListOfFourLogs);

    private readonly SessionScene _scene = new();
    private readonly ReaderPolicy _policy = new(ExpiredCursorPolicy.Earliest, EmitGapRecords: true);
    private readonly Dictionary<string, Queue<Func<HttpResponseMessage>>> _script = [];

    public ShardReaderTests() => _scene.RespondAsync = RespondAsync;

    [Fact]
    public async Task ReadAsync_SeveralPulls_ReturnsBatchesInOrderAndPullsOneAhead()
    {
        On("pull 0", () => Data(next: 1));
        On("pull 1", () => Data(next: 2));
        await using ShardReader reader = Reader(0);

        using (LogBatch batch = (await ReadAsync(reader))!)
        {
            Assert.Equal((At(0), At(1), 4), (batch.Start, batch.NextPosition, Count(batch)));
            await _scene.AdvanceUntilAsync(() => Pulled.SequenceEqual([0, 1]));
        }

        using LogBatch second = (await ReadAsync(reader))!;
        Assert.Equal((At(1), At(2), 4), (second.Start, second.NextPosition, Count(second)));
    }

    [Fact]
    public async Task ReadAsync_Rewind_DiscardsThePrefetchedBatchAndReadsAgain()
    {
        On("pull 0", () => Data(next: 1));
        On("pull 1", () => Data(next: 2));
        await using ShardReader reader = Reader(0);
        (await ReadAsync(reader))!.Dispose();
        await _scene.AdvanceUntilAsync(() => Pulled.Length == 2);

        using LogBatch again = (await ReadAsync(reader, rewindTo: At(0)))!;

        Assert.Equal((At(0), 4), (again.Start, Count(again)));
        Assert.Equal([0, 1, 0], Pulled.Take(3));
    }

    [Fact]
    public async Task ReadAsync_RequestFails_IsRetriedAtTheSamePosition()
    {
        On("pull 0", () => SessionScene.Error(500, "InternalServerError"), () => SessionScene.Error(403, "ReadQuotaExceed"), () => Data(next: 1));
        await using ShardReader reader = Reader(0);

        using LogBatch batch = (await ReadAsync(reader))!;

        Assert.Equal(At(0), batch.Start);
        Assert.Equal([0, 0, 0], Pulled.Take(3));
    }

    [Fact]
    public async Task ReadAsync_BlockCannotBeDecoded_IsPulledAgainAndNeverSkipped()
    {
        On("pull 0", Broken, Broken, Broken, Broken, () => Data(next: 1));
        await using ShardReader reader = Reader(0);

        using LogBatch batch = (await ReadAsync(reader))!;

        Assert.Equal((At(0), 4), (batch.Start, Count(batch)));
        Assert.Equal([0, 0, 0, 0, 0], Pulled.Take(5));
        Assert.Equal((1, 1), (_scene.Log.Count(202), _scene.Log.Count(203)));
    }

    [Fact]
    public async Task ReadAsync_BlockCannotBeDecodedWithARetryTimeout_FailsAtTheThirdAttempt()
    {
        On("pull 0", Broken);
        await using ShardReader reader = Reader(0, policy: _policy with { RetryTimeout = TimeSpan.Zero });

        await Assert.ThrowsAsync<SlsProtocolException>(() => ReadAsync(reader));

        Assert.Equal([0, 0, 0], Pulled);
    }

    [Fact]
    public async Task ReadAsync_BlockCannotBeDecodedWithThePolicySkip_ReturnsAGapAtTheThirdAttempt()
    {
        On("pull 0", Broken);
        On("pull 1", () => Data(next: 2));
        await using ShardReader reader = Reader(0, policy: _policy with { SkipsUndecodable = true });

        using (LogBatch gap = (await ReadAsync(reader))!)
        {
            Assert.Equal((At(0), At(1)), (gap.Start, gap.NextPosition));
            Assert.True(gap.MoveNext());
            Assert.True(GapRecord.IsGap(gap.Current));
            Assert.True(gap.Current.TryGetField("cause"u8, out ReadOnlySpan<byte> cause));
            Assert.Equal("undecodable"u8, cause);
        }

        using LogBatch data = (await ReadAsync(reader))!;
        Assert.Equal(At(1), data.Start);
        Assert.Equal((3, 1), (Pulled.Count(cursor => cursor == 0), _scene.Log.Count(209)));
    }

    [Fact]
    public async Task ReadAsync_CursorHasExpired_ReturnsTheGapBeforeTheNextData()
    {
        On("pull 0", () => SessionScene.Error(400, "InvalidCursor"));
        On("cursor begin", () => StubHandler.Json(HttpStatusCode.OK, $$"""{"cursor":"{{At(5).Cursor}}"}"""));
        On("time 5", () => StubHandler.Json(HttpStatusCode.OK, """{"cursor_time":1768464550}"""));
        On("pull 5", () => Data(next: 6));
        await using ShardReader reader = Reader(0);

        using (LogBatch gap = (await ReadAsync(reader))!)
        {
            Assert.Equal((At(0), At(5)), (gap.Start, gap.NextPosition));
            Assert.True(gap.MoveNext());
            Assert.True(GapRecord.IsGap(gap.Current));
            Assert.False(gap.MoveNext());
        }

        using LogBatch data = (await ReadAsync(reader))!;
        Assert.Equal(At(5), data.Start);
        Assert.Equal(1, _scene.Log.Count(204));
    }

    [Fact]
    public async Task ReadAsync_CursorHasExpiredWithoutGapRecords_ReturnsThePositionOnly()
    {
        On("pull 0", () => SessionScene.Error(400, "InvalidCursor"));
        On("cursor begin", () => StubHandler.Json(HttpStatusCode.OK, $$"""{"cursor":"{{At(5).Cursor}}"}"""));
        On("time 5", () => StubHandler.Json(HttpStatusCode.OK, """{"cursor_time":1768464550}"""));
        await using ShardReader reader = Reader(0, policy: _policy with { EmitGapRecords = false });

        using LogBatch batch = (await ReadAsync(reader))!;

        Assert.Equal((At(0), At(5)), (batch.Start, batch.NextPosition));
        Assert.False(batch.MoveNext());
    }

    [Fact]
    public async Task ReadAsync_CursorHasExpiredWithThePolicyStop_Fails()
    {
        On("pull 0", () => SessionScene.Error(400, "InvalidCursor"));
        On("cursor begin", () => Cursor(5));
        await using ShardReader reader = Reader(0, policy: _policy with { ExpiredCursor = ExpiredCursorPolicy.Stop });

        SlsException exception = await Assert.ThrowsAsync<SlsException>(() => ReadAsync(reader));

        Assert.Equal("InvalidCursor", exception.ErrorCode);
    }

    [Fact]
    public async Task ReadAsync_EndIsPulledAhead_IsReportedOnlyAfterTheLastBatch()
    {
        On("pull 0", () => Data(next: 1));
        await using ShardReader reader = Reader(0, end: 1);

        using (await ReadAsync(reader))
        {
            await Task.Delay(20);
            Assert.False(reader.HasReportedEnd);
        }

        Assert.Null(await ReadAsync(reader));
        Assert.True(reader.HasReportedEnd);
        Assert.Equal([0], Pulled);
    }

    [Theory]
    [InlineData("InvalidCursor", "", ExpiredCursorPolicy.Earliest)]
    [InlineData("InvalidCursor", "", ExpiredCursorPolicy.Latest)]
    [InlineData("InvalidCursor", "", ExpiredCursorPolicy.Stop)]
    [InlineData("ParameterInvalid", "the cursor is not valid", ExpiredCursorPolicy.Earliest)]
    [InlineData("ParameterInvalid", "the cursor is not valid", ExpiredCursorPolicy.Latest)]
    public async Task ReadAsync_RetainedCursorIsRejectedOnce_IsPulledAgain(string code, string message, ExpiredCursorPolicy policy)
    {
        On("pull 5", () => FaultHandler.Error(400, code, message), () => Data(next: 6));
        On("cursor begin", () => Cursor(2));
        On("cursor end", () => Cursor(9));
        await using ShardReader reader = Reader(5, policy: _policy with { ExpiredCursor = policy });

        using LogBatch batch = (await ReadAsync(reader))!;

        Assert.Equal((At(5), At(6), 4), (batch.Start, batch.NextPosition, Count(batch)));
        Assert.Equal(0, _scene.Log.Count(204));
    }

    [Theory]
    [InlineData("unchanged")]
    [InlineData("missing")]
    [InlineData("empty")]
    public async Task ReadAsync_EmptyResponseBeforeTheEnd_IsNotTheEnd(string cursor)
    {
        On("pull 0", () => Data(next: 1));
        On("pull 1", () => NoData(cursor, 1), () => NoData(cursor, 1), () => Data(next: 2));
        await using ShardReader reader = Reader(0, end: 2, policy: _policy with { RetryTimeout = TimeSpan.FromMinutes(1) });
        (await ReadAsync(reader))!.Dispose();

        using (LogBatch batch = (await ReadAsync(reader))!)
        {
            Assert.Equal((At(1), At(2), 4), (batch.Start, batch.NextPosition, Count(batch)));
        }

        Assert.Null(await ReadAsync(reader));
        Assert.True(reader.HasReportedEnd);
    }

    [Fact]
    public async Task ReadAsync_EmptyResponsesBeforeTheEndUntilTheRetryTimeout_FailsAfterPauses()
    {
        On("pull 0", () => Empty(next: 0));
        On("probe 0", () => Empty(next: 0));
        await using ShardReader reader = Reader(0, stored: 0, end: 2, policy: _policy with { RetryTimeout = TimeSpan.FromSeconds(30) });

        SlsException exception = await Assert.ThrowsAsync<SlsException>(() => ReadAsync(reader));

        Assert.Contains("returns no logs", exception.Message, StringComparison.Ordinal);
        Assert.False(reader.HasReportedEnd);
        Assert.InRange(Pulled.Length, 4, 24);
    }

    [Fact]
    public async Task ReadAsync_EndLiesBetweenTwoLogGroups_IsReachedWhenTheNextLogGroupIsBehindIt()
    {
        On("pull 3", () => Empty(next: 3));
        On("probe 3", () =>
        {
            HttpResponseMessage response = Data(next: 9);
            response.Headers.Add("x-log-read-last-cursor", "8");
            return response;
        });
        await using ShardReader reader = Reader(3, stored: 3, end: 7);

        Assert.Null(await ReadAsync(reader));

        Assert.True(reader.HasReportedEnd);
    }

    [Fact]
    public async Task ReadAsync_ServerStepsOverTheEnd_IsTheEnd()
    {
        On("pull 0", () => Data(next: 7));
        On("pull 7", () => Data(next: 8));
        await using ShardReader reader = Reader(0, end: 5);
        (await ReadAsync(reader))!.Dispose();

        Assert.Null(await ReadAsync(reader));
        Assert.True(reader.HasReportedEnd);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-2)]
    public async Task ReadAsync_DataWithoutALaterCursor_IsPulledAgain(int move)
    {
        On("pull 5", () => Data(next: 5 + move), () => Data(next: 6));
        await using ShardReader reader = Reader(5);

        using LogBatch batch = (await ReadAsync(reader))!;

        Assert.Equal(At(6), batch.NextPosition);
        Assert.Equal([5, 5], Pulled.Take(2));
    }

    [Fact]
    public async Task ReadAsync_ShardNoLongerExists_ReturnsNullWithoutReportingTheEnd()
    {
        On("pull 0", () => SessionScene.Error(404, "ShardNotExist"));
        await using ShardReader reader = Reader(0);

        Assert.Null(await ReadAsync(reader));

        Assert.False(reader.HasReportedEnd);
    }

    [Fact]
    public async Task ReadAsync_EmptyPulls_AreReportedOnlyWhenThePositionIsNew()
    {
        On("pull 0", () => Empty(next: 0), () => Empty(next: 0), () => Empty(next: 3));
        await using ShardReader reader = Reader(0, stored: 0);

        using LogBatch batch = (await ReadAsync(reader))!;

        // The position moves without logs only after three such responses.
        Assert.Equal((At(0), At(3), false), (batch.Start, batch.NextPosition, batch.MoveNext()));
        Assert.Equal(5, Pulled.Length);
    }

    [Fact]
    public async Task ReadAsync_EmptyResponseMovesOnce_LogsAreReadAndNothingIsSkipped()
    {
        On("pull 0", () => Empty(next: 3), () => Data(next: 3));
        await using ShardReader reader = Reader(0, stored: 0);

        using LogBatch batch = (await ReadAsync(reader))!;

        Assert.Equal((At(0), At(3), 4), (batch.Start, batch.NextPosition, Count(batch)));
        Assert.Equal(1, _scene.Log.Count(200));
    }

    [Theory]
    [InlineData("!!garbage")]
    [InlineData("OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5")]
    public async Task ReadAsync_NextCursorIsNotANumber_IsPulledAgainAndNotExpired(string cursor)
    {
        On(
            "pull 5",
            () =>
            {
                HttpResponseMessage response = Data(next: 6);
                response.Headers.Remove("x-log-cursor");
                response.Headers.Add("x-log-cursor", cursor);
                return response;
            },
            () => Data(next: 6));
        await using ShardReader reader = Reader(5);

        using LogBatch batch = (await ReadAsync(reader))!;

        Assert.Equal((At(5), At(6), 4), (batch.Start, batch.NextPosition, Count(batch)));
        Assert.Equal(0, _scene.Log.Count(204));
    }

    [Fact]
    public async Task ReadAsync_EmptyShardWithoutACheckpoint_ReturnsItsFirstPosition()
    {
        On("pull 0", () => Empty(next: 0));
        await using ShardReader reader = Reader(0);

        using LogBatch batch = (await ReadAsync(reader))!;

        Assert.Equal(At(0), batch.NextPosition);
    }

    [Fact]
    public async Task DisposeAsync_PullIsInProgress_CancelsIt()
    {
        _scene.RespondAsync = async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return SessionScene.Ok();
        };
        ShardReader reader = Reader(0);
        using CancellationTokenSource stop = new();
        Task reading = reader.ReadAsync(null, stop.Token).AsTask();
        await Eventually.TrueAsync(() => Pulled.Length == 1);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);

        await reader.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
    }

    public void Dispose() => _scene.Dispose();

    private int[] Pulled =>
        [.. _scene.Requests
            .Select(request => Describe(request.Text))
            .Where(text => text.StartsWith("pull", StringComparison.Ordinal))
            .Select(text => int.Parse(text[5..]))];

    private static LogPosition At(int number) => new(Convert.ToBase64String(Encoding.ASCII.GetBytes($"{number}")));

    private static int Count(LogBatch batch)
    {
        int records = 0;
        while (batch.MoveNext())
        {
            records++;
        }

        return records;
    }

    private static HttpResponseMessage Data(int next) => Pull(Block, groups: 1, next);

    private static HttpResponseMessage Empty(int next) => Pull([], groups: 0, next);

    private static HttpResponseMessage NoData(string cursor, int at)
    {
        HttpResponseMessage response = Empty(at);
        if (cursor != "unchanged")
        {
            response.Headers.Remove("x-log-cursor");
        }

        if (cursor == "empty")
        {
            response.Headers.TryAddWithoutValidation("x-log-cursor", "");
        }

        return response;
    }

    private static HttpResponseMessage Cursor(int number) => StubHandler.Json(HttpStatusCode.OK, $$"""{"cursor":"{{At(number).Cursor}}"}""");

    // A LogGroup that ends early.
    private static HttpResponseMessage Broken() => Pull([0x0A, 0x05], groups: 1, next: 1);

    private static HttpResponseMessage Pull(byte[] body, int groups, int next)
    {
        HttpResponseMessage response = new(HttpStatusCode.OK) { Content = new ByteArrayContent(body) };
        response.Headers.Add("x-log-count", $"{groups}");
        response.Headers.Add("x-log-bodyrawsize", $"{body.Length}");
        response.Headers.Add("x-log-cursor", At(next).Cursor);
        return response;
    }

    // pull NUMBER, probe NUMBER (a pull of one LogGroup), cursor FROM or time NUMBER.
    private static string Describe(string request)
    {
        Uri uri = new("http://host.test" + request.Split(' ')[0]);
        Dictionary<string, string> query = uri.Query.TrimStart('?').Split('&')
            .Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1]);
        return query["type"] switch
        {
            "logs" => $"{(query["count"] == "1" ? "probe" : "pull")} {Number(query["cursor"])}",
            "cursor" => $"cursor {query["from"]}",
            _ => $"time {Number(query["cursor"])}",
        };
    }

    private static string Number(string cursor) => Encoding.ASCII.GetString(Convert.FromBase64String(cursor));

    // The last response is repeated.
    private void On(string request, params Func<HttpResponseMessage>[] responses) =>
        _script[request] = new Queue<Func<HttpResponseMessage>>(responses);

    private async Task<HttpResponseMessage> RespondAsync(string request, CancellationToken cancellationToken)
    {
        if (!_script.TryGetValue(Describe(request), out Queue<Func<HttpResponseMessage>>? responses))
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }

        return responses!.Count > 1 ? responses.Dequeue()() : responses.Peek()();
    }

    private ShardReader Reader(int from, int? stored = null, int? end = null, ReaderPolicy? policy = null, int? branch = null)
    {
        ShardRange range = new(7, At(from))
        {
            Stored = stored is { } storedNumber ? At(storedNumber) : null,
            End = end is { } endNumber ? At(endNumber) : null,
        };
        ReadLane lane = branch is { } index ? _scene.Session.GetLane(index, 2) : _scene.Session.Main;
        return new ShardReader(lane, _scene.Logstore, policy ?? _policy, range, CancellationToken.None);
    }

    [Fact]
    public async Task ReadAsync_ReadersOfTwoBranchesInStep_PullOnce()
    {
        On("pull 0", () => Data(next: 1));
        On("pull 1", () => Data(next: 2));
        On("pull 2", () => Data(next: 3));
        await using ShardReader first = Reader(0, branch: 0);
        await using ShardReader second = Reader(0, branch: 1);

        for (int i = 0; i < 3; i++)
        {
            using LogBatch one = (await ReadAsync(first))!;
            using LogBatch other = (await ReadAsync(second))!;
            Assert.Equal((At(i), 4), (one.Start, Count(one)));
            Assert.Equal((At(i), 4), (other.Start, Count(other)));
        }

        Assert.Equal([0, 1, 2], Pulled.Where(cursor => cursor < 3));
    }

    [Fact]
    public async Task ReadAsync_OneBranchDoesNotProgress_TheOtherPullsForItself()
    {
        On("pull 0", () => Data(next: 1));
        for (int i = 1; i < 20; i++)
        {
            int next = i + 1;
            On($"pull {i}", () => Data(next));
        }

        await using ShardReader slow = Reader(0, branch: 0);
        await using ShardReader fast = Reader(0, branch: 1);
        using LogBatch held = (await ReadAsync(slow))!;

        for (int i = 0; i < 20; i++)
        {
            using LogBatch batch = (await ReadAsync(fast))!;
            Assert.Equal((At(i), 4), (batch.Start, Count(batch)));
            Assert.InRange(_scene.Diagnostics.Monitor.MemoryUsedBytes, 1, _scene.Diagnostics.Monitor.MemoryLimitBytes);
        }

        Assert.Equal(4, Count(held));
    }

    [Fact]
    public async Task ReadAsync_BranchCannotDecodeAPull_PullsItAgain()
    {
        On("pull 0", Broken, () => Data(next: 1));
        await using ShardReader reader = Reader(0, branch: 0);

        using LogBatch batch = (await ReadAsync(reader))!;

        Assert.Equal((At(0), 4), (batch.Start, Count(batch)));
        Assert.Equal([0, 0], Pulled.Take(2));
    }

    // Reads while the clock moves, so that delays pass.
    private async Task<LogBatch?> ReadAsync(ShardReader reader, LogPosition? rewindTo = null)
    {
        Task<LogBatch?> reading = reader.ReadAsync(rewindTo, CancellationToken.None).AsTask();
        await _scene.AdvanceUntilAsync(() => reading.IsCompleted);
        return await reading;
    }
}

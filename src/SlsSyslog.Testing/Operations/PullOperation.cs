namespace SlsSyslog.Testing;

/// <summary>Implements PullLogs: returns the LogGroups from a cursor as one block.</summary>
internal sealed class PullOperation(EmulatorServices services, AccountStore account)
{
    private const int MaxCount = 1000;

    public SlsAnswer Pull(SlsRequest request, Route route)
    {
        int count = ReadCount(request);
        BlockEncoding encoding = BlockCodec.Choose(request.Header("Accept-Encoding"));
        EmulatorLogstore logstore = account.FindLogstore(route.Project, route.Logstore);
        PullRange range = logstore.Locked(() => Select(logstore.Existing(route.Shard!.Value), request, count, encoding));
        PullBlock block = range.Prepared ?? Encode(range, encoding);
        services.Journal.AddServed(block.GroupCount, block.RawSize, block.Body.Length);
        return Describe(range, block, encoding);
    }

    /// <exception cref="EmulatorException">The text is not a valid cursor of this shard.</exception>
    public static long ParseWithin(ShardStore shard, string text)
    {
        long cursor = CursorText.TryParse(text, out long parsed) ? parsed : throw EmulatorException.ParameterInvalid($"Invalid cursor {text}");
        return cursor >= shard.Begin && cursor <= shard.End ? cursor : throw EmulatorException.InvalidCursor(text);
    }

    private PullRange Select(ShardStore shard, SlsRequest request, int count, BlockEncoding encoding)
    {
        long from = ParseWithin(shard, request.Query["cursor"] ?? "");
        long end = shard.End;
        if (request.Query["end_cursor"] is { Length: > 0 } text)
        {
            end = CursorText.TryParse(text, out long parsed) ? Math.Min(parsed, end)
                : throw EmulatorException.ParameterInvalid($"Invalid cursor {text}");
        }

        if (encoding == BlockEncoding.Lz4 && shard.Cache.FindPrepared(from) is { } prepared
            && prepared.GroupCount <= Math.Min(count, end - from) && prepared.RawSize <= services.Options.MaxRawBytesPerPull)
        {
            long behind = from + prepared.GroupCount;
            return new PullRange(shard, from, behind, [], prepared, behind == shard.End, shard.TimeAt(behind));
        }

        ReadOnlyMemory<byte>[] groups = Collect(shard, from, Math.Min(end, from + count));
        long next = from + groups.Length;
        return new PullRange(shard, from, next, groups, null, next == shard.End, shard.TimeAt(next));
    }

    private ReadOnlyMemory<byte>[] Collect(ShardStore shard, long from, long end)
    {
        List<ReadOnlyMemory<byte>> groups = new();
        long raw = 0L;
        for (long cursor = from; cursor < end; cursor++)
        {
            ReadOnlyMemory<byte> bytes = shard[cursor].Bytes;
            raw += LogGroupWriter.ListEntryLength(bytes.Length);
            if (raw > services.Options.MaxRawBytesPerPull && cursor > from)
            {
                break;
            }

            groups.Add(bytes);
        }

        return [.. groups];
    }

    private PullBlock Encode(PullRange range, BlockEncoding encoding)
    {
        if (range.Groups.Length == 0)
        {
            return PullBlock.Empty;
        }

        BlockCache cache = range.Shard.Cache;
        if (cache.Find(range.From, range.Groups.Length, encoding) is { } known)
        {
            return known;
        }

        PullBlock block = PullBlock.Create(range.Groups, encoding);
        services.Journal.AddCompressed();
        cache.Add(range.From, encoding, block, services.Options.MaxCachedBytes);
        return block;
    }

    private SlsAnswer Describe(PullRange range, PullBlock block, BlockEncoding encoding)
    {
        SlsAnswer answer = new SlsAnswer(200, block.Body, "application/x-protobuf")
            .With("x-log-cursor", CursorText.Format(range.Next))
            .With("x-log-count", block.GroupCount)
            .With("x-log-bodyrawsize", block.RawSize);
        if (block.GroupCount > 0 && BlockCodec.NameOf(encoding) is { } name)
        {
            answer.With("x-log-compresstype", name);
        }

        if (services.Options.OmitOptionalHeaders)
        {
            return answer;
        }

        answer.With("x-log-cursor-time", range.Time);
        if (block.GroupCount > 0)
        {
            answer.With("x-log-read-last-cursor", range.Next - 1);
        }

        return range.IsAtEnd ? answer.With("x-log-end-of-cursor", 1) : answer;
    }

    private static int ReadCount(SlsRequest request)
    {
        string text = request.Query["count"] ?? "1000";
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count is > 0 and <= MaxCount
            ? count
            : throw EmulatorException.ParameterInvalid("Invalid loggroup count, (0,1000]");
    }

    private sealed record PullRange(
        ShardStore Shard, long From, long Next, ReadOnlyMemory<byte>[] Groups, PullBlock? Prepared, bool IsAtEnd, long Time);
}

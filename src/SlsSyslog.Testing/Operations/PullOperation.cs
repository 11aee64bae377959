using System.Globalization;

namespace SlsSyslog.Testing;

/// <summary>PullLogs: the LogGroups from a cursor on, as one block.</summary>
internal sealed class PullOperation(EmulatorServices services, AccountStore account)
{
    private const int MaxCount = 1000;

    public SlsAnswer Pull(SlsRequest request, Route route)
    {
        var count = ReadCount(request);
        var encoding = BlockCodec.Choose(request.Header("Accept-Encoding"));
        var logstore = account.FindLogstore(route.Project, route.Logstore);
        var range = logstore.Locked(() => Select(logstore.Existing(route.Shard!.Value), request, count));
        var block = range.Groups.Length > 0 ? Encode(range, encoding) : new PullBlock(default, 0, 0);
        services.Journal.AddServed(block.GroupCount, block.RawSize, block.Body.Length);
        return Describe(range, block, encoding);
    }

    /// <exception cref="EmulatorException">The text is not a cursor, or not one of this shard.</exception>
    public static long ParseWithin(ShardStore shard, string text)
    {
        var cursor = CursorText.TryParse(text, out var parsed) ? parsed : throw EmulatorException.ParameterInvalid($"Invalid cursor {text}");
        return cursor >= shard.Begin && cursor <= shard.End ? cursor : throw EmulatorException.InvalidCursor(text);
    }

    private PullRange Select(ShardStore shard, SlsRequest request, int count)
    {
        var from = ParseWithin(shard, request.Query["cursor"] ?? "");
        var end = shard.End;
        if (request.Query["end_cursor"] is { Length: > 0 } text)
        {
            end = CursorText.TryParse(text, out var parsed) ? Math.Min(parsed, end) : throw EmulatorException.ParameterInvalid($"Invalid cursor {text}");
        }

        var raw = 0L;
        var next = from;
        while (next < end && next - from < count)
        {
            raw += LogGroupWriter.ListEntryLength(shard[next].Bytes.Length);
            if (raw > services.Options.MaxRawBytesPerPull && next > from)
            {
                break;
            }

            next++;
        }

        var groups = new StoredGroup[Math.Max(0, next - from)];
        for (var index = 0; index < groups.Length; index++)
        {
            groups[index] = shard[from + index];
        }

        return new PullRange(shard, from, groups, next == shard.End, shard.TimeAt(from + groups.Length));
    }

    private PullBlock Encode(PullRange range, BlockEncoding encoding)
    {
        var cache = range.Shard.Cache;
        if (cache.Find(range.From, range.Groups.Length, encoding) is { } known)
        {
            return known;
        }

        using var list = new MemoryStream(range.Groups.Sum(group => LogGroupWriter.ListEntryLength(group.Bytes.Length)));
        foreach (var group in range.Groups)
        {
            LogGroupWriter.WriteListEntry(list, group.Bytes.Span);
        }

        var raw = list.GetBuffer().AsMemory(0, (int)list.Length);
        var block = new PullBlock(encoding == BlockEncoding.Plain ? raw : BlockCodec.Compress(raw, encoding), raw.Length, range.Groups.Length);
        services.Journal.AddCompressed();
        cache.Add(range.From, encoding, block, services.Options.MaxCachedBytes);
        return block;
    }

    private SlsAnswer Describe(PullRange range, PullBlock block, BlockEncoding encoding)
    {
        var answer = new SlsAnswer(200, block.Body, "application/x-protobuf")
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
        var text = request.Query["count"] ?? "1000";
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= MaxCount
            ? count
            : throw EmulatorException.ParameterInvalid("Invalid loggroup count, (0,1000]");
    }

    private sealed record PullRange(ShardStore Shard, long From, StoredGroup[] Groups, bool IsAtEnd, long Time)
    {
        public long Next => From + Groups.Length;
    }
}

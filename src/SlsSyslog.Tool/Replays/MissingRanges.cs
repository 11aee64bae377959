using SlsSyslog.ConsumerGroups;

namespace SlsSyslog.Tool;

/// <summary>Finds the ranges of a report that a replay sends again.</summary>
internal static class MissingRanges
{
    /// <summary>Returns the ranges, joined where they touch. What the live flow has not delivered yet is omitted.</summary>
    /// <exception cref="ToolException">The report is about something else, or nothing is missing.</exception>
    public static IReadOnlyList<CursorRange> Of(VerifyReport report, ToolRoute route)
    {
        if (report.Scope.Project != route.Options.Source.Project)
        {
            throw new ToolException(
                $"The report is about the project '{PlainText.Clean(report.Scope.Project)}', and the route '{route.Name}' reads "
                + $"'{route.Options.Source.Project}'. Specify the settings with which the report was made.");
        }

        List<CursorRange> ranges = [];
        foreach (IGrouping<(string Logstore, int Shard), VerifySpan> shard in report.Ranges.Where(range => range.Kind != SpanKind.Pending)
            .GroupBy(range => (range.Logstore, range.Shard)))
        {
            if (!route.Logstores.Contains(shard.Key.Logstore))
            {
                throw new ToolException(
                    $"The route '{route.Name}' does not read the logstore '{PlainText.Clean(shard.Key.Logstore)}' of the report. "
                    + "Specify the settings with which the report was made.");
            }

            ranges.AddRange(Join(shard).Select(span => new CursorRange(
                shard.Key.Logstore, shard.Key.Shard, span.Begin.Cursor, span.End.Cursor)));
        }

        return ranges.Count > 0 ? ranges
            : throw new ToolException("The report names no ranges that are missing. There is nothing to replay.", ToolExitCode.Success);
    }

    private static List<CursorSpan> Join(IEnumerable<VerifySpan> spans)
    {
        List<CursorSpan> joined = [];
        foreach (CursorSpan span in spans.Select(Parse).OrderBy(span => span.Begin.Number))
        {
            if (joined.Count > 0 && span.Begin.Number <= joined[^1].End.Number)
            {
                joined[^1] = joined[^1] with { End = span.End.Number > joined[^1].End.Number ? span.End : joined[^1].End };
            }
            else
            {
                joined.Add(span);
            }
        }

        return joined;
    }

    private static CursorSpan Parse(VerifySpan span)
    {
        try
        {
            return new CursorSpan(CursorPoint.Of(span.BeginCursor), CursorPoint.Of(span.EndCursor));
        }
        catch (SlsProtocolException exception)
        {
            throw new ToolException($"The report is not valid: {exception.Message} Specify a report that was not changed.");
        }
    }
}

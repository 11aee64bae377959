namespace SlsSyslog.Tool;

/// <summary>Represents a part of a shard, from one cursor up to, not including, another one.</summary>
internal readonly record struct CursorSpan(CursorPoint Begin, CursorPoint End)
{
    public bool IsEmpty => End.Number <= Begin.Number;

    public long LogGroups => Math.Max(0, End.Number - Begin.Number);

    public bool Intersects(CursorSpan other) => Begin.Number < other.End.Number && other.Begin.Number < End.Number;

    /// <summary>Finds the parts of this range that none of the others contains.</summary>
    public IEnumerable<CursorSpan> Without(IEnumerable<CursorSpan> others)
    {
        CursorPoint at = Begin;
        foreach (CursorSpan other in others.Where(Intersects).OrderBy(other => other.Begin.Number))
        {
            if (other.Begin.Number > at.Number)
            {
                yield return new CursorSpan(at, other.Begin);
            }

            at = other.End.Number > at.Number ? other.End : at;
        }

        if (at.Number < End.Number)
        {
            yield return new CursorSpan(at, End);
        }
    }

    /// <summary>Cuts the range at points, which are in order.</summary>
    public IEnumerable<CursorSpan> CutAt(IEnumerable<CursorPoint> points)
    {
        CursorPoint at = Begin;
        foreach (CursorPoint point in points)
        {
            if (point.Number > at.Number && point.Number < End.Number)
            {
                yield return new CursorSpan(at, point);
                at = point;
            }
        }

        if (at.Number < End.Number)
        {
            yield return new CursorSpan(at, End);
        }
    }
}

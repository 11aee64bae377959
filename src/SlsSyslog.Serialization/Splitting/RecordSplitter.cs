namespace SlsSyslog.Serialization;

/// <summary>
/// Writes a record that is too long for one message as several messages, which a receiver can join: each is valid on its own and has the pairs
/// <c>__record_id__</c>, <c>__part__</c> (from 1) and <c>__parts__</c>. Fields are distributed in their order. A value that does not fit into a
/// message is continued, under the same name, in the next one.
/// </summary>
/// <remarks>Any number of threads can use an instance.</remarks>
public sealed class RecordSplitter
{
    // Wide enough for every number of parts, so that no part becomes longer when the number is known.
    private const int MaxParts = 9999;

    private readonly FieldRules[] _rules;
    private readonly bool _cutsMapped;

    /// <summary>Initializes a new instance of the <see cref="RecordSplitter"/> class.</summary>
    /// <param name="message">The options of the message. Masked values are never cut.</param>
    public RecordSplitter(MessageOptions message)
    {
        ArgumentNullException.ThrowIfNull(message);
        FieldOptions[] all = [message.Fields, .. message.Rfc5424.StructuredData.Select(element => element.Fields)];
        _rules = Array.ConvertAll(all, fields => FieldRules.Compile(fields));
        _cutsMapped = Array.TrueForAll(all, fields => fields.Mask.Count == 0);
    }

    /// <summary>Appends the messages of a record. The buffer may become longer than its slice.</summary>
    /// <param name="frames">The buffer that receives the frames: all of them or none.</param>
    /// <param name="formatter">The formatter of the whole message, created from the same options.</param>
    /// <param name="record">The record. Valid only during the call.</param>
    /// <param name="outcome">Receives a value that indicates whether content was sanitized.</param>
    /// <returns>
    /// <see langword="false"/> when a part cannot be made small enough, because what every part contains fills the message, or when there
    /// would be more than 9999 parts.
    /// </returns>
    public bool TryAppend(FrameBuffer frames, IMessageFormatter formatter, scoped LogRecord record, out FrameOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(frames);
        ArgumentNullException.ThrowIfNull(formatter);
        outcome = FrameOutcome.None;
        int count = frames.Count;
        bool isComplete = false;
        PartContent content = new(record, _rules, _cutsMapped);
        RecordPart part = new() { Id = CreateId(record), Number = MaxParts, Count = MaxParts };
        record.Table.Part = part;
        try
        {
            List<int>? ends = FindEnds(frames, formatter, record, content);
            if (ends is null)
            {
                return false;
            }

            part.Count = ends.Count;
            for (int i = 0; i < ends.Count; i++)
            {
                part.Number = i + 1;
                content.Show(i == 0 ? 0 : ends[i - 1], ends[i]);
                outcome |= frames.AppendFrame(formatter, record);
            }

            isComplete = true;
            return true;
        }
        finally
        {
            record.Table.Part = null;
            content.Restore();
            while (!isComplete && frames.Count > count)
            {
                frames.RemoveLast();
            }
        }
    }

    // Each part is as long as possible.
    private static List<int>? FindEnds(FrameBuffer frames, IMessageFormatter formatter, scoped LogRecord record, PartContent content)
    {
        List<int> ends = [];
        for (int start = 0; start < content.Length;)
        {
            int end = FindEnd(frames, formatter, record, content, start);
            if (end == start || ends.Count == MaxParts)
            {
                return null;
            }

            ends.Add(end);
            start = end;
        }

        return ends.Count == 0 ? null : ends;
    }

    private static int FindEnd(FrameBuffer frames, IMessageFormatter formatter, scoped LogRecord record, PartContent content, int start)
    {
        int fits = start;
        int tooLong = content.Length + 1;
        int next = content.Length;
        while (next < tooLong)
        {
            if (Fits(frames, formatter, record, content, start, next))
            {
                fits = next;
            }
            else
            {
                tooLong = next;
            }

            if (fits == content.Length)
            {
                break;
            }

            next = content.FindCut(record, fits + ((tooLong - fits) / 2));
            next = next <= fits ? content.FindNextCut(record, fits) : next;
        }

        return fits;
    }

    private static bool Fits(FrameBuffer frames, IMessageFormatter formatter, scoped LogRecord record, PartContent content, int start, int end)
    {
        content.Show(start, end);
        FrameOutcome outcome = frames.AppendFrame(formatter, record);
        frames.RemoveLast();
        return (outcome & FrameOutcome.Truncated) == 0;
    }

    // The position in SLS if it is known; otherwise, a hash of the content.
    private static byte[] CreateId(scoped LogRecord record)
    {
        if (record.Origin is { } origin && record.GroupCursor is { } cursor)
        {
            string position = string.Create(CultureInfo.InvariantCulture, $"/{cursor}/{record.IndexInGroup}");
            return [.. origin.Logstore, (byte)'/', .. origin.Shard, .. Encoding.ASCII.GetBytes(position)];
        }

        byte[] hash = new byte[RecordHash.TextLength];
        RecordHash.Write(record, typeof(RecordSplitter), hash);
        return hash;
    }
}

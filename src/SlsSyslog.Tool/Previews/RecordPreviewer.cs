using System.Text.Unicode;

namespace SlsSyslog.Tool;

/// <summary>
/// Shows what a route does with records at one destination. What the message leaves out is found by experiment: the record is formatted again
/// without each of its fields, so that the answer is that of the code that formats, whatever the format is.
/// </summary>
internal sealed class RecordPreviewer : IDisposable
{
    // A message this long shows what a truncated one would contain.
    private const int LongMessageBytes = 4 * 1024 * 1024;

    private readonly string _route;
    private readonly MessageOptions _message;
    private readonly RecordRenderer _renderer;
    private readonly Lazy<RecordRenderer> _longRenderer;

    /// <param name="route">The name of the route, or of its destination.</param>
    /// <param name="options">The options of the route, which are valid.</param>
    /// <param name="branch">The destination; null when the route has only one.</param>
    public RecordPreviewer(string route, RouteOptions options, RouteDestinationOptions? branch = null)
    {
        _route = route;
        _message = branch?.Message ?? options.Message;
        _renderer = new RecordRenderer(options, branch);
        _longRenderer = new(() => new RecordRenderer(options, branch, Math.Max(LongMessageBytes, _message.MaxBytes)));
    }

    public RecordPreview Preview(RecordSnapshot record)
    {
        PreviewRendering rendering = _renderer.Render(record);
        RecordMapping? mapping = _renderer.Mapping;
        RecordTransformCounts counts = _renderer.Counts;
        return new()
        {
            Route = _route,
            Shard = record.Place,
            Time = record.Time,
            Topic = FrameText.Escape(record.Topic),
            Source = FrameText.Escape(record.Source),
            Tags = [.. record.Tags.Select(tag => PreviewField.Of(tag.Key, tag.Value))],
            Fields = [.. record.Fields.Select(field => PreviewField.Of(field.Key, field.Value))],
            Profile = mapping?.Profile,
            ProfileReason = mapping?.Reason ?? (HasProfiles ? "No profile matches the record." : "The settings do not use profiles."),
            Mapped = [.. (mapping?.Values ?? []).Select(value => PreviewField.Of(value.Key, value.Value))],
            Fate = rendering.Fate,
            FateReason = rendering.Reason,
            Frames = [.. rendering.Frames.Select(frame => PreviewFrame.Of(frame))],
            Dropped = FindDropped(record, rendering),
            Cut = FindCut(record, rendering),
            Sanitized = FindSanitized(record, rendering),
            Notes = [.. FindNotes(rendering, mapping, counts)],
        };
    }

    public void Dispose()
    {
        _renderer.Dispose();
        if (_longRenderer.IsValueCreated)
        {
            _longRenderer.Value.Dispose();
        }
    }

    private bool HasProfiles => _message.Profiles.Any(profile => !profile.Equals("none", StringComparison.OrdinalIgnoreCase));

    private static bool IsTruncated(PreviewRendering rendering) => (rendering.Outcome & FrameOutcome.Truncated) != 0;

    private List<string> FindDropped(RecordSnapshot record, PreviewRendering rendering)
    {
        if (rendering.Fate != PreviewFate.Sent)
        {
            return [];
        }

        bool isLong = IsTruncated(rendering) || rendering.Frames.Count > 1;
        RecordRenderer renderer = isLong ? _longRenderer.Value : _renderer;
        return FindFields(record, renderer, (_, changed, complete) => changed.HasBytesOf(complete));
    }

    // A field is cut when more at its end would change nothing, but it is not dropped.
    private List<string> FindCut(RecordSnapshot record, PreviewRendering rendering)
    {
        if (!IsTruncated(rendering))
        {
            return [];
        }

        List<string> dropped = FindDropped(record, rendering);
        return
        [
            .. record.Fields.Select((field, i) => (Key: FrameText.Escape(field.Key), Changed: _renderer.Render(record, i, isOmitted: false)))
                .Where(field => field.Changed.HasBytesOf(rendering) && !dropped.Contains(field.Key))
                .Select(field => field.Key),
        ];
    }

    private List<string> FindSanitized(RecordSnapshot record, PreviewRendering rendering) =>
        (rendering.Outcome & FrameOutcome.Sanitized) == 0
            ? []
            : FindFields(record, _renderer, (field, changed, _) =>
                !Utf8.IsValid(field.Key) || !Utf8.IsValid(field.Value) || (changed.Outcome & FrameOutcome.Sanitized) == 0);

    private static List<string> FindFields(
        RecordSnapshot record, RecordRenderer renderer, Func<(byte[] Key, byte[] Value), PreviewRendering, PreviewRendering, bool> isFound)
    {
        PreviewRendering complete = renderer.Render(record);
        List<string> found = [];
        for (int i = 0; i < record.Fields.Count; i++)
        {
            if (isFound(record.Fields[i], renderer.Render(record, i), complete))
            {
                found.Add(FrameText.Escape(record.Fields[i].Key));
            }
        }

        return found;
    }

    private IEnumerable<string> FindNotes(PreviewRendering rendering, RecordMapping? mapping, RecordTransformCounts counts)
    {
        if (IsTruncated(rendering))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"The message was cut to Message:MaxBytes, {_message.MaxBytes} bytes.");
        }

        if (rendering.Frames.Count > 1)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"The record was split into {rendering.Frames.Count} messages.");
        }

        if (mapping is { OtherProfiles.Count: > 0 })
        {
            yield return $"Other profiles match too and are not used: {string.Join(", ", mapping.OtherProfiles)}.";
        }

        if (counts.UnparsedFields > 0)
        {
            yield return "A field that is to be expanded is not valid JSON. It was kept unchanged.";
        }

        if (counts.NameClashes > 0)
        {
            yield return "A value of JSON was not expanded: the record already has a field of that name.";
        }

        if (counts.UnreadableTimes > 0)
        {
            yield return "The time field does not contain a valid time. The message has the time of SLS.";
        }
    }
}

namespace SlsSyslog.Tool;

/// <summary>Formats records as the forwarder does: the transform, the filters, the formatter and the framing of one destination.</summary>
internal sealed class RecordRenderer : IDisposable
{
    private readonly LogRecordBuilder _builder = new();
    private readonly RecordTransform? _transform;
    private readonly List<(string Name, IRecordFilter Filter)> _filters = [];
    private readonly IMessageFormatter _formatter;
    private readonly RecordSplitter? _splitter;
    private readonly OversizePolicy _oversize;
    private readonly FrameBuffer _frames;

    /// <param name="options">The options of the route, which are valid.</param>
    /// <param name="branch">The destination; null when the route has only one.</param>
    /// <param name="maxBytes">The longest message; null for the limit of the options.</param>
    public RecordRenderer(RouteOptions options, RouteDestinationOptions? branch, int? maxBytes = null)
    {
        MessageOptions message = branch?.Message ?? options.Message;
        DestinationOptions destination = branch?.Destination ?? options.Destination;
        _transform = message.CreateTransform();
        _formatter = message.CreateFormatter();
        _oversize = maxBytes is null ? message.Oversize : OversizePolicy.Truncate;
        _splitter = _oversize == OversizePolicy.Split ? new RecordSplitter(message) : null;
        _frames = new FrameBuffer(destination.Transport?.FrameBufferFraming ?? message.PreferredFraming, maxBytes ?? message.MaxBytes, sliceBytes: 1);
        AddFilters(options, branch);
    }

    /// <summary>Gets what could not be done before the last record was formatted.</summary>
    public RecordTransformCounts Counts { get; private set; }

    /// <summary>Gets how the profile mapped the last record; null without one.</summary>
    public RecordMapping? Mapping { get; private set; }

    /// <summary>Formats a record.</summary>
    /// <param name="snapshot">The record.</param>
    /// <param name="changed">The index of a field to change: see <see cref="RecordSnapshot.WriteTo"/>; -1 for none.</param>
    /// <param name="isOmitted">Whether the changed field is omitted.</param>
    public PreviewRendering Render(RecordSnapshot snapshot, int changed = -1, bool isOmitted = true)
    {
        (Counts, Mapping) = (default, null);
        try
        {
            LogRecord record = snapshot.WriteTo(_builder, changed, isOmitted).Record;
            RecordTransformCounts counts = default;
            if (_transform is { } transform)
            {
                record = transform.Apply(record, ref counts);
                Mapping = changed < 0 ? transform.DescribeMapping(record) : null;
            }

            Counts = counts;
            foreach ((string name, IRecordFilter filter) in _filters)
            {
                if (!filter.ShouldForward(record))
                {
                    return PreviewRendering.NotSent(PreviewFate.Filtered, $"{name} does not accept the record.");
                }
            }

            return Append(record);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException) // what a formatter or a rule throws
        {
            return PreviewRendering.NotSent(PreviewFate.NotSendable, $"{exception.GetType().Name}: {exception.Message}");
        }
        finally
        {
            // Unlike Clear, this also returns the sequence number of the message.
            while (_frames.Count > 0)
            {
                _frames.RemoveLast();
            }
        }
    }

    public void Dispose() => _frames.Dispose();

    private PreviewRendering Append(scoped LogRecord record)
    {
        FrameOutcome outcome = _frames.Append(_formatter, record);
        if ((outcome & FrameOutcome.Truncated) == 0 || _oversize == OversizePolicy.Truncate)
        {
            return new(ReadFrames(), outcome, PreviewFate.Sent);
        }

        _frames.RemoveLast();
        return _splitter is { } splitter && splitter.TryAppend(_frames, _formatter, record, out outcome)
            ? new(ReadFrames(), outcome, PreviewFate.Sent)
            : PreviewRendering.NotSent(PreviewFate.NotSendable, $"The message is longer than {_frames.MaxMessageBytes} bytes.");
    }

    private List<byte[]> ReadFrames()
    {
        List<byte[]> frames = [];
        int start = 0;
        foreach (int end in _frames.FrameEnds)
        {
            frames.Add(_frames.Memory[start..end].ToArray());
            start = end;
        }

        return frames;
    }

    private void AddFilters(RouteOptions options, RouteDestinationOptions? branch)
    {
        if (options.Filter is { } rule)
        {
            _filters.Add(($"The filter {rule} of the route", rule));
        }

        if (options.Sample is { } rate and < 1)
        {
            _filters.Add((string.Create(CultureInfo.InvariantCulture, $"The sample of {rate}"), new SampleFilter(rate, options.SampleField)));
        }

        if (branch?.When is { } selection)
        {
            _filters.Add(($"The rule {selection} of the destination", selection));
        }
    }
}

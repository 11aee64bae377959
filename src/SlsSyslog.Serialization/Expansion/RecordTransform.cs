namespace SlsSyslog.Serialization;

/// <summary>
/// Changes records before filters and formatters see them, as <see cref="MessageOptions"/> specify: converts text of other encodings to UTF-8,
/// expands fields that contain JSON, and maps fields with the profile of the record.
/// </summary>
/// <remarks>Any number of threads can use an instance. The memory for changed records belongs to the table of the record and is reused.</remarks>
public sealed class RecordTransform
{
    private readonly IRecordStep[] _steps;

    private RecordTransform(IRecordStep[] steps) => _steps = steps;

    /// <summary>
    /// Gets the names that profiles can give to values, and the keys of the fields that they read. Rules and templates can read both. Empty without
    /// profiles.
    /// </summary>
    public IEnumerable<string> KnownNames => _steps.OfType<EventMapper>().SelectMany(mapper => mapper.GetKnownNames());

    /// <summary>Applies the transform.</summary>
    /// <param name="record">The record.</param>
    /// <param name="counts">Receives what could not be done.</param>
    /// <returns>The record itself, or a changed copy that is valid until the next record of the same table is transformed.</returns>
    public LogRecord Apply(LogRecord record, scoped ref RecordTransformCounts counts)
    {
        foreach (IRecordStep step in _steps)
        {
            record = step.Apply(record, ref counts);
        }

        return record;
    }

    /// <summary>Describes how the profiles of this transform mapped a record, for previews. It allocates.</summary>
    /// <param name="record">A record that <see cref="Apply"/> returned, before the next one of the same table.</param>
    /// <returns>The description; <see langword="null"/> when there are no profiles or none of them matches the record.</returns>
    public RecordMapping? DescribeMapping(scoped LogRecord record)
    {
        EventMapper? mapper = Array.Find(_steps, step => step is EventMapper) as EventMapper;
        return mapper?.Describe(record);
    }

    /// <summary>Compiles valid options. Returns null when no step is needed.</summary>
    internal static RecordTransform? Compile(MessageOptions message)
    {
        List<IRecordStep> steps = [];
        if (message.Encodings.Count > 0)
        {
            steps.Add(TextDecoding.Compile(message.Encodings));
        }

        if (message.AddFields.Count > 0)
        {
            steps.Add(new ConstantFields(message.AddFields));
        }

        if (message.Expand.Rules.Count > 0)
        {
            steps.Add(TopicExpansion.Compile(message.Expand));
        }

        if (message.GetMapper() is { } mapper)
        {
            steps.Add(mapper);
        }

        if (message.TimeField is not null)
        {
            steps.Add(RecordTime.Compile(message));
        }

        return steps.Count == 0 ? null : new([.. steps]);
    }
}

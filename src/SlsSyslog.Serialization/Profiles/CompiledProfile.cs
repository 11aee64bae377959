namespace SlsSyslog.Serialization;

/// <summary>Represents a profile that is ready to map records. It has no state that changes.</summary>
internal sealed class CompiledProfile
{
    // The limit of the name in CEF.
    private const int MaxHeaderLength = 512;

    public required SourceProfile Source { get; init; }

    /// <summary>Gets the number of the profile in its mapper, by which formatters find what they compiled for it.</summary>
    public required int Number { get; init; }

    /// <summary>Gets the step that expands fields with JSON; null when there are none.</summary>
    public required FieldExpansion? Expansion { get; init; }

    public required ProfileInput[] Inputs { get; init; }

    /// <summary>Gets the numbers of the inputs that are not fields.</summary>
    public required int[] MetaInputs { get; init; }

    /// <summary>Gets the numbers of the inputs that are fields, by key.</summary>
    public required KnownNames Index { get; init; }

    public required EventSlot[] Slots { get; init; }

    /// <summary>Gets the slots whose value is that of one field.</summary>
    public required DirectSlot[] DirectSlots { get; init; }

    /// <summary>Gets the slots that have the same value in every record.</summary>
    public required (int Slot, EventValue Value)[] ConstantSlots { get; init; }

    /// <summary>Gets all other slots, in the order in which their values are found.</summary>
    public required (int Slot, ValueStep Step)[] OtherSlots { get; init; }

    public required KnownNames SlotIndex { get; init; }

    public required byte[] Constants { get; init; }

    public required (Rule? When, int Value)[] Severity { get; init; }

    /// <summary>Gets the fields that contain the time.</summary>
    public required int[] TimeInputs { get; init; }

    public required TimeReader Time { get; init; }

    /// <summary>Gets the numbers of the product, the class and the title of the event, which headers contain.</summary>
    public required (int Product, int Class, int Title) HeaderSlots { get; init; }

    public void Map(scoped in LogRecord record, MappedEvent mapped)
    {
        mapped.Begin(in record, this);
        mapped.SetSlots(in record, DirectSlots);
        foreach ((int slot, ValueStep step) in OtherSlots)
        {
            mapped.SetSlot(slot, step.Find(in record, mapped));
        }

        mapped.CutSlot(in record, HeaderSlots.Class, MaxHeaderLength);
        mapped.CutSlot(in record, HeaderSlots.Title, MaxHeaderLength);
        foreach ((Rule? when, int value) in Severity)
        {
            if (when is null || when.Matches(in record, mapped))
            {
                mapped.Severity = value;
                break;
            }
        }

        foreach (int input in TimeInputs)
        {
            ReadOnlySpan<byte> text = mapped.GetInput(in record, input);
            if (Time.TryParse(text, out long seconds, out int nanoseconds))
            {
                mapped.SetTime(seconds, nanoseconds);
                mapped.MarkUsed(in record, input);
                break;
            }

            mapped.HasUnreadableTime |= !text.IsEmpty;
        }
    }
}

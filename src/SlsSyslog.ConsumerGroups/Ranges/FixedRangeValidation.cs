using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups;

// The rules of FixedRangeOptions, all of them looked at.
internal static class FixedRangeValidation
{
    public static List<OptionFault> FindFaults(FixedRangeOptions options)
    {
        List<OptionFault> faults = [];
        SourceValidation.Check(options, faults);
        if (options.Shard < 0)
        {
            faults.Add(new(nameof(options.Shard), $"is {options.Shard}; write the number of a shard, or leave it out for all"));
        }

        CheckCursor(nameof(options.BeginCursor), options.BeginCursor, options, faults);
        CheckCursor(nameof(options.EndCursor), options.EndCursor, options, faults);
        if (CursorNumber.Decode(new LogPosition(options.BeginCursor)) > CursorNumber.Decode(new LogPosition(options.EndCursor)))
        {
            faults.Add(new(nameof(options.EndCursor), "lies before BeginCursor; exchange them"));
        }

        bool usesTimes = options.BeginCursor.Length == 0 && options.EndCursor.Length == 0;
        if (usesTimes && (options.From.Time > options.To.Time || options.From == StartFrom.Latest || options.To == StartFrom.Earliest))
        {
            faults.Add(new(nameof(options.To), $"is {options.To}, which lies before From, {options.From}; exchange them"));
        }

        if (options.Patience < TimeSpan.Zero)
        {
            faults.Add(new(nameof(options.Patience), $"is {options.Patience}; write zero or more"));
        }

        return faults;
    }

    private static void CheckCursor(string option, string cursor, FixedRangeOptions options, List<OptionFault> faults)
    {
        if (cursor.Length == 0)
        {
            return;
        }

        if (CursorNumber.Decode(new LogPosition(cursor)) is null)
        {
            faults.Add(new(option, $"is '{cursor}', which is no cursor; write one as SLS gave it"));
        }

        if (options.Shard is null || options.Logstores.Count > 1)
        {
            faults.Add(new(option, "is the cursor of one shard; name the logstore and its Shard, too"));
        }
    }
}

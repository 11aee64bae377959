using System.Buffers;
using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups;

// The rules of ConsumerGroupOptions, all of them looked at.
internal static class ConsumerGroupValidation
{
    private static readonly TimeSpan LeastInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromHours(1);
    private static readonly SearchValues<char> ConsumerCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:@");

    public static List<OptionFault> FindFaults(ConsumerGroupOptions options)
    {
        List<OptionFault> faults = [];
        SourceValidation.Check(options, faults);
        SourceValidation.CheckGroupName(nameof(options.ConsumerGroup), options.ConsumerGroup, faults);
        if (options.Consumer.AsSpan().ContainsAnyExcept(ConsumerCharacters) || options.Consumer.Length > 128)
        {
            faults.Add(new(
                nameof(options.Consumer),
                $"is '{options.Consumer}', which is no consumer name; use up to 128 letters, digits, '-', '_', '.', ':' or '@', or leave it empty for a name made from the host name"));
        }

        if (options.EndAt is { } end && (end == StartFrom.Earliest || end.Time < options.StartFrom.Time || options.StartFrom == StartFrom.Latest))
        {
            faults.Add(new(nameof(options.EndAt), $"is {end}, which lies before StartFrom, {options.StartFrom}; exchange them"));
        }

        if (!Enum.IsDefined(options.ExpiredCursor))
        {
            faults.Add(new(nameof(options.ExpiredCursor), $"is {options.ExpiredCursor}; write Earliest, Latest or Stop"));
        }

        CheckTimes(options, faults);
        return faults;
    }

    private static void CheckTimes(ConsumerGroupOptions options, List<OptionFault> faults)
    {
        CheckInterval(nameof(options.HeartbeatInterval), options.HeartbeatInterval, faults);
        CheckInterval(nameof(options.PollInterval), options.PollInterval, faults);
        CheckInterval(nameof(options.IdlePollInterval), options.IdlePollInterval, faults);
        CheckInterval(nameof(options.DrainTimeout), options.DrainTimeout, faults);
        CheckInterval(nameof(options.CommitInterval), options.CommitInterval, faults);
        if (options.GroupTimeout < TimeSpan.FromSeconds(1) || options.GroupTimeout > TimeSpan.FromDays(1))
        {
            faults.Add(new(nameof(options.GroupTimeout), $"is {options.GroupTimeout}, which is out of range; set it between 1 second and 1 day; 30 seconds are usual"));
        }
        else if (options.HeartbeatInterval > options.GroupTimeout / 2)
        {
            faults.Add(new(
                nameof(options.HeartbeatInterval),
                $"is {options.HeartbeatInterval}, which leaves no room for a lost heartbeat within the group timeout of {options.GroupTimeout}; set it to at most half of GroupTimeout; a sixth is usual"));
        }
    }

    private static void CheckInterval(string option, TimeSpan value, List<OptionFault> faults)
    {
        if (value < LeastInterval || value > LongestInterval)
        {
            faults.Add(new(
                option, $"is {value}, which is out of range; set it between {LeastInterval.TotalMilliseconds} milliseconds and {LongestInterval.TotalHours} hour"));
        }
    }
}

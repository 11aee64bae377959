using System.Buffers;
using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups;

// The rules of ConsumerGroupOptions, all of them looked at. Names: SLS protocol 1.1.
internal static class ConsumerGroupValidation
{
    private static readonly TimeSpan LeastInterval = TimeSpan.FromMilliseconds(100);
    private static readonly SearchValues<char> ProjectCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
    private static readonly SearchValues<char> LogstoreCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_");
    private static readonly SearchValues<char> ConsumerCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:@");

    public static List<OptionFault> FindFaults(ConsumerGroupOptions options)
    {
        List<OptionFault> faults = [];
        CheckNames(options, faults);
        CheckTimes(options, faults);
        if (options.MemoryBudgetBytes < 1024 * 1024)
        {
            faults.Add(new(nameof(options.MemoryBudgetBytes), $"is {options.MemoryBudgetBytes}, which is too little; allow at least 1048576 bytes"));
        }

        return faults;
    }

    private static void CheckNames(ConsumerGroupOptions options, List<OptionFault> faults)
    {
        if (options.Endpoint.Trim().Length == 0)
        {
            faults.Add(new(nameof(options.Endpoint), "is empty; write the service address, for example cn-hangzhou.log.aliyuncs.com"));
        }
        else if (!SlsEndpoint.TryParse(options.Endpoint, options.Project, out _))
        {
            faults.Add(new(
                nameof(options.Endpoint), $"is '{options.Endpoint}', which is no address; write host or host:port, with https:// or http:// in front if you like"));
        }

        CheckName(nameof(options.Project), options.Project, ProjectCharacters, "lower-case letters, digits and -", faults);
        CheckName(nameof(options.ConsumerGroup), options.ConsumerGroup, LogstoreCharacters, "lower-case letters, digits, - and _", faults);
        if (options.Logstores.Count == 0)
        {
            faults.Add(new(nameof(options.Logstore), "is empty; write the name of the logstore"));
        }

        foreach (string logstore in options.Logstores)
        {
            CheckName(nameof(options.Logstore), logstore, LogstoreCharacters, "lower-case letters, digits, - and _", faults);
        }

        if (options.Logstores.Distinct(StringComparer.Ordinal).Count() != options.Logstores.Count)
        {
            faults.Add(new(nameof(options.Logstore), "names a logstore twice; name each logstore once"));
        }

        if (options.Consumer.AsSpan().ContainsAnyExcept(ConsumerCharacters) || options.Consumer.Length > 128)
        {
            faults.Add(new(
                nameof(options.Consumer),
                $"is '{options.Consumer}', which is no consumer name; use up to 128 letters, digits, '-', '_', '.', ':' or '@', or leave it empty for a name made from the host name"));
        }

        if (options.Region.AsSpan().ContainsAnyExcept(ProjectCharacters))
        {
            faults.Add(new(nameof(options.Region), $"is '{options.Region}', which is no region; write it as in cn-hangzhou, or leave it empty for signature version 1"));
        }
    }

    private static void CheckName(string property, string name, SearchValues<char> allowed, string allowedText, List<OptionFault> faults)
    {
        if (name.Length == 0)
        {
            faults.Add(new(property, "is empty; write the name that SLS knows"));
        }
        else if (name.Length is < 2 or > 128 || name.AsSpan().ContainsAnyExcept(allowed))
        {
            faults.Add(new(property, $"is '{name}', a name that SLS does not allow; use 2 to 128 {allowedText}"));
        }
    }

    private static void CheckTimes(ConsumerGroupOptions options, List<OptionFault> faults)
    {
        CheckInterval(nameof(options.HeartbeatInterval), options.HeartbeatInterval, TimeSpan.FromHours(1), faults);
        CheckInterval(nameof(options.PollInterval), options.PollInterval, TimeSpan.FromHours(1), faults);
        CheckInterval(nameof(options.IdlePollInterval), options.IdlePollInterval, TimeSpan.FromHours(1), faults);
        CheckInterval(nameof(options.DrainTimeout), options.DrainTimeout, TimeSpan.FromHours(1), faults);
        CheckInterval(nameof(options.CommitInterval), options.CommitInterval, TimeSpan.FromHours(1), faults);
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

    private static void CheckInterval(string property, TimeSpan value, TimeSpan most, List<OptionFault> faults)
    {
        if (value < LeastInterval || value > most)
        {
            faults.Add(new(property, $"is {value}, which is out of range; set it between {LeastInterval.TotalMilliseconds} milliseconds and {most.TotalHours} hour"));
        }
    }
}

using System.Buffers;
using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups;

// The rules of SlsSourceOptions. Names: SLS protocol 1.1.
internal static class SourceValidation
{
    private const int MaxQueryLength = 10 * 1024;
    private const string NameText = "lower-case letters, digits, - and _";
    private static readonly SearchValues<char> ProjectCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_");

    public static void Check(SlsSourceOptions options, List<OptionFault> faults)
    {
        CheckEndpoint(options, faults);
        CheckName(nameof(options.Project), options.Project, ProjectCharacters, "lower-case letters, digits and -", faults);
        if (options.Logstores.Count == 0)
        {
            faults.Add(new(nameof(options.Logstore), "is empty; write the name of the logstore"));
        }

        foreach (string logstore in options.Logstores)
        {
            CheckName(nameof(options.Logstore), logstore, NameCharacters, NameText, faults);
        }

        if (options.Logstores.Distinct(StringComparer.Ordinal).Count() != options.Logstores.Count)
        {
            faults.Add(new(nameof(options.Logstore), "names a logstore twice; name each logstore once"));
        }

        if (options.Region.AsSpan().ContainsAnyExcept(ProjectCharacters))
        {
            faults.Add(new(nameof(options.Region), $"is '{options.Region}', which is no region; write it as in cn-hangzhou, or leave it empty for signature version 1"));
        }

        if (options.Query.Length > MaxQueryLength)
        {
            faults.Add(new(nameof(options.Query), "is longer than the 10 KB that SLS takes; shorten it, or store it in SLS as a processor"));
        }

        if (options.Query.Length > 0 && options.Processor.Length > 0)
        {
            faults.Add(new(nameof(options.Processor), "is set beside Query; set one of them"));
        }

        if (options.MemoryBudgetBytes < 1024 * 1024)
        {
            faults.Add(new(nameof(options.MemoryBudgetBytes), $"is {options.MemoryBudgetBytes}, which is too little; allow at least 1048576 bytes"));
        }
    }

    public static void ThrowIfAny(IEnumerable<OptionFault> found, string parameter)
    {
        if (found.ToArray() is { Length: > 0 } faults)
        {
            throw new ArgumentException("The options of the source are wrong. " + string.Join(" ", faults.Select(f => f + ".")), parameter);
        }
    }

    public static void CheckGroupName(string option, string name, List<OptionFault> faults) => CheckName(option, name, NameCharacters, NameText, faults);

    private static void CheckEndpoint(SlsSourceOptions options, List<OptionFault> faults)
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

        // The text may hold a password, so it is not repeated.
        if (options.Proxy.Length > 0 && !ProxyAddress.TryParse(options.Proxy, out _))
        {
            faults.Add(new(nameof(options.Proxy), "is no proxy address; write http://host:port, or leave it empty"));
        }
    }

    private static void CheckName(string option, string name, SearchValues<char> allowed, string allowedText, List<OptionFault> faults)
    {
        if (name.Length == 0)
        {
            faults.Add(new(option, "is empty; write the name that SLS knows"));
        }
        else if (name.Length is < 2 or > 128 || name.AsSpan().ContainsAnyExcept(allowed))
        {
            faults.Add(new(option, $"is '{name}', a name that SLS does not allow; use 2 to 128 {allowedText}"));
        }
    }
}

// Measures the CPU time of a process that forwards logs from SLS to a syslog server, beside a limit program and an rsyslog relay.
// docs/performance.md says how. SlsSyslog.EndToEnd --help lists the options.
using SlsSyslog.EndToEnd;

switch (args)
{
    case [SlsRole.Name]:
        await SlsRole.RunAsync();
        return 0;

    case [SinkRole.Name]:
        await SinkRole.RunAsync();
        return 0;

    case ["--help" or "-h"]:
        await Console.Out.WriteLineAsync(CommandLine.Help);
        return 0;

    default:
        break;
}

try
{
    await new Benchmark(CommandLine.Parse(args)).RunAsync();
    return 0;
}
catch (ArgumentException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 2;
}

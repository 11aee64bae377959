using System.Runtime.InteropServices;

namespace SlsSyslog.Hosting;

/// <summary>Stops the host with a drain when the terminal is closed (SIGHUP), which would otherwise end the process immediately.</summary>
internal static class HangUpSignal
{
    public static IDisposable? StopOn(Action stop) => IsIgnored() ? null : PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
    {
        context.Cancel = true;
        stop();
    });

    // nohup ignores the signal so that the program continues.
    private static bool IsIgnored()
    {
        const string Mask = "SigIgn:";
        const string Status = "/proc/self/status";
        return File.Exists(Status)
            && File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(Mask, StringComparison.Ordinal)) is { } line
            && ulong.TryParse(line.AsSpan(Mask.Length).Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong ignored)
            && (ignored & 1) != 0;
    }
}

using System.Runtime.InteropServices;

namespace SlsSyslog.Hosting;

/// <summary>Ends the process at the second Ctrl-C (SIGINT), when somebody does not want to wait for the drain that the first one began.</summary>
internal sealed class SecondInterrupt : IDisposable
{
    private readonly PosixSignalRegistration _registration;
    private int _count;

    public SecondInterrupt() => _registration = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Count());

    public void Dispose() => _registration.Dispose();

    private void Count()
    {
        if (Interlocked.Increment(ref _count) == 2)
        {
            Environment.Exit(ForwarderExitCode.Interrupted);
        }
    }
}

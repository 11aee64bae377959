using System.Runtime.InteropServices;

namespace SlsSyslog.Tool;

/// <summary>Cancels a token when the process is asked to end. A second signal ends it.</summary>
internal sealed class ToolSignals : IDisposable
{
    private readonly CancellationTokenSource _canceled;
    private readonly PosixSignalRegistration[] _registrations;

    public ToolSignals(CancellationToken cancellationToken)
    {
        _canceled = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _registrations =
        [
            .. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, Cancel)),
        ];
    }

    public CancellationToken Token => _canceled.Token;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }

        _canceled.Dispose();
    }

    private void Cancel(PosixSignalContext context)
    {
        if (!_canceled.IsCancellationRequested)
        {
            context.Cancel = true;
            _canceled.Cancel();
        }
    }
}

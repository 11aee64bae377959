using Microsoft.Extensions.Logging;

namespace SlsSyslog.ConsumerGroups;

// What a source knows of itself over all its runs.
internal sealed class SourceDiagnostics
{
    public SourceDiagnostics(ILogger logger, TimeProvider time)
    {
        Logger = logger;
        Clock = new SlsClock(time);
        Trouble = new TroubleLog(logger);
        Monitor = new SourceMonitor(Trouble, Clock, time);
    }

    public ILogger Logger { get; }

    public SlsClock Clock { get; }

    public TroubleLog Trouble { get; }

    public SourceMonitor Monitor { get; }
}

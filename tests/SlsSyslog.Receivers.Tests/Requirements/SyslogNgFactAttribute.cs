namespace SlsSyslog.Receivers.Tests;

/// <summary>A test that is skipped where the daemon is missing, except in continuous integration, where it then fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SyslogNgFactAttribute : FactAttribute
{
    /// <summary>Looks for the daemon.</summary>
    public SyslogNgFactAttribute() => Skip = Requirement.SkipReason(SyslogNgDaemon.Missing);
}

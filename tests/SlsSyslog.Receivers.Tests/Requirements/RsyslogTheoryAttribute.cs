namespace SlsSyslog.Receivers.Tests;

/// <summary>A test that is skipped where the daemon is missing, except in continuous integration, where it then fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RsyslogTheoryAttribute : TheoryAttribute
{
    /// <summary>Looks for the daemon.</summary>
    public RsyslogTheoryAttribute() => Skip = Requirement.SkipReason(RsyslogDaemon.Missing);
}

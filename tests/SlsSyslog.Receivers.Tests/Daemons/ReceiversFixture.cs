namespace SlsSyslog.Receivers.Tests;

/// <summary>Provides one rsyslog and one syslog-ng with default settings, which start with the first test that uses them and are shared.</summary>
public sealed class ReceiversFixture : IAsyncLifetime
{
    private readonly Lazy<Task<RsyslogDaemon>> _rsyslog = new(() => RsyslogDaemon.StartAsync());
    private readonly Lazy<Task<SyslogNgDaemon>> _syslogNg = new(() => SyslogNgDaemon.StartAsync());

    /// <summary>Gets the shared rsyslog.</summary>
    public Task<RsyslogDaemon> RsyslogAsync() => _rsyslog.Value;

    /// <summary>Gets the shared syslog-ng.</summary>
    public Task<SyslogNgDaemon> SyslogNgAsync() => _syslogNg.Value;

    /// <inheritdoc/>
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_rsyslog.IsValueCreated && _rsyslog.Value.IsCompletedSuccessfully)
        {
            await (await _rsyslog.Value).DisposeAsync();
        }

        if (_syslogNg.IsValueCreated && _syslogNg.Value.IsCompletedSuccessfully)
        {
            await (await _syslogNg.Value).DisposeAsync();
        }
    }
}

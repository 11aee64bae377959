using Microsoft.Extensions.Hosting;

namespace SlsSyslog.Tool;

/// <summary>The lifetime of a host inside a command, which handles the signals. That of consoles would catch the second Ctrl-C.</summary>
internal sealed class PassiveLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

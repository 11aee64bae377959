using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SlsSyslog.Hosting;

/// <summary>Reports a settings file that changes while the program runs and cannot be read. The previous settings stay.</summary>
internal sealed partial class SettingsFileReload(string file, Func<Exception, string> describe) : IHostedService
{
    private ILogger? _logger;

    /// <summary>
    /// Watches a file by reading its time every few seconds. Notifications of the system would watch all folders below that of the file, and do not
    /// come for a file that is mounted in a container.
    /// </summary>
    public static PhysicalFileProvider Watch(string file) =>
        new(Path.GetDirectoryName(file)!) { UsePollingFileWatcher = true, UseActivePolling = true };

    public void OnLoadException(FileLoadExceptionContext context)
    {
        // At the start, the caller reports it. The exception is not ignored, because the settings would then be empty.
        if (_logger is { } logger)
        {
            LogUnreadable(logger, describe(context.Exception));
        }
    }

    public IHostedService LogTo(IServiceProvider services)
    {
        _logger = services.GetRequiredService<ILogger<SettingsFileReload>>();
        return this;
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (_logger is { } logger)
        {
            LogWatched(logger, file);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SlsSyslog.ConsumerGroups;

namespace SlsSyslog.Tool;

/// <summary>Represents one route of the settings.</summary>
/// <param name="Name">The name of the route.</param>
/// <param name="Options">The options of the route.</param>
internal sealed record ToolRoute(string Name, RouteOptions Options)
{
    /// <summary>Gets the logstores that the route reads.</summary>
    public IReadOnlyList<string> Logstores =>
        Options.Source.Logstore.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Creates <c>--route</c>.</summary>
    public static Option<string?> CreateOption() => ToolOptions.Text(
        "--route", "NAME", "The route. It can be omitted when the settings have only one.");

    /// <summary>Finds the route with a name, or the only one.</summary>
    /// <exception cref="ToolException">The settings have no such route, or several.</exception>
    public static ToolRoute Find(ToolSettings settings, string? name)
    {
        string[] names =
        [
            .. settings.Options.Source.Project.Length > 0 ? [SlsSyslogOptions.DefaultRouteName] : Array.Empty<string>(),
            .. settings.Options.Routes.Keys.Order(StringComparer.Ordinal),
        ];
        string found = name is null
            ? names is [string only] ? only
                : throw new ToolException($"The settings have {names.Length} routes: {string.Join(", ", names)}. Specify one with --route.")
            : names.Contains(name) ? name
            : throw new ToolException($"The settings have no route '{PlainText.Clean(name)}'. Specify one of {string.Join(", ", names)}.");
        return new ToolRoute(found, settings.Services.GetRequiredService<IOptionsMonitor<RouteOptions>>().Get(found));
    }

    /// <summary>Returns a client for one of the logstores of the route, when SLS can be used.</summary>
    /// <exception cref="SlsException">SLS cannot be reached, or rejects requests.</exception>
    /// <exception cref="ToolException">SLS does not answer.</exception>
    public async Task<LogstoreClient> OpenAsync(
        ToolSettings settings, string logstore, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        await EnsureContactAsync(settings, [logstore], timeProvider, cancellationToken).ConfigureAwait(false);
        return new LogstoreClient(Options.Source, logstore, settings.Services.GetRequiredService<ISlsCredentialProvider>(), timeProvider);
    }

    /// <summary>Finds out whether SLS can be used.</summary>
    /// <exception cref="SlsException">SLS cannot be reached, or rejects requests.</exception>
    /// <exception cref="ToolException">SLS does not answer.</exception>
    public Task EnsureContactAsync(
        ToolSettings settings, IEnumerable<string> logstores, TimeProvider timeProvider, CancellationToken cancellationToken) =>
        SlsContact.EnsureAsync(
            Options.Source, logstores, settings.Services.GetRequiredService<ISlsCredentialProvider>(), timeProvider, cancellationToken);

    /// <summary>Finds the logstores that a command is about: the specified one, or all.</summary>
    /// <exception cref="ToolException">The route does not read the logstore.</exception>
    public IReadOnlyList<string> FindLogstores(string? logstore) => logstore is null ? Logstores
        : Logstores.Contains(logstore) ? [logstore]
        : throw new ToolException(
            $"The route '{Name}' does not read the logstore '{PlainText.Clean(logstore)}'. Specify one of {string.Join(", ", Logstores)}.");
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace SlsSyslog.Tests;

/// <summary>A configuration with at least one error.</summary>
/// <param name="Title">What is set, for the snapshot.</param>
/// <param name="Settings">The whole configuration, with paths below the section.</param>
/// <param name="Errors">How many errors it has.</param>
internal sealed record SettingsCase(string Title, IReadOnlyDictionary<string, string?> Settings, int Errors = 1)
{
    /// <summary>Gets a configuration without errors.</summary>
    private static readonly Dictionary<string, string?> Valid = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Source:Endpoint"] = "cn-hangzhou.log.aliyuncs.com",
        ["Source:Project"] = "sec-prod",
        ["Source:Logstore"] = "actiontrail",
        ["Source:ConsumerGroup"] = "siem",
        ["Destination:Servers:0"] = "tcp://siem.corp:514",
    };

    /// <summary>Returns a valid configuration with changes. Each change is a path and a value; without a value, the path is removed.</summary>
    public static SettingsCase Of(params string?[] changes) => Of(1, changes);

    public static SettingsCase Of(int errors, params string?[] changes)
    {
        Dictionary<string, string?> settings = new(Valid, StringComparer.OrdinalIgnoreCase);
        foreach (string?[] change in changes.Chunk(2))
        {
            if (change[1] is null)
            {
                settings.Remove(change[0]!);
            }
            else
            {
                settings[change[0]!] = change[1];
            }
        }

        IEnumerable<string> titles = changes.Chunk(2).Select(change => change[1] is { } value ? $"{change[0]} = {Shorten(value)}" : $"no {change[0]}");
        return new SettingsCase(string.Join(", ", titles), settings, errors);
    }

    /// <summary>Reads the configuration.</summary>
    public IReadOnlyList<string> FindErrors()
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(Settings.Select(pair => KeyValuePair.Create($"SlsSyslog:{pair.Key}", pair.Value)))
            .Build();
        ServiceCollection services = new();
        services.AddSlsSyslogForwarding(configuration);
        using ServiceProvider provider = services.BuildServiceProvider();
        try
        {
            _ = provider.GetRequiredService<IOptions<SlsSyslogOptions>>().Value;
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return [.. exception.Failures];
        }
    }

    private static string Shorten(string text) => text.Length <= 60 ? text : $"{text[..20]}... ({text.Length} characters)";
}

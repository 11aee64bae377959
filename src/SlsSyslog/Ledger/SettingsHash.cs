using System.Collections;
using System.Reflection;
using System.Security.Cryptography;

namespace SlsSyslog;

/// <summary>Computes a digest of the settings of a route, without secrets, which shows whether two periods had the same settings.</summary>
internal static class SettingsHash
{
    private static readonly string[] SecretNames = [nameof(SlsSourceOptions.Credentials), nameof(SlsSourceOptions.Proxy)];

    /// <summary>Returns the digest of a route, or of one of its destinations.</summary>
    public static string Of(RouteOptions route, RouteDestinationOptions? branch = null)
    {
        StringBuilder text = new();
        Append(text, "", route);
        if (branch is not null)
        {
            Append(text, "branch", branch);
        }

        if ((branch?.Destination ?? route.Destination).Transport is { } transport)
        {
            Append(text, "transport", transport);
            AppendValue(text, "servers", transport.Servers);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static void Append(StringBuilder text, string path, IValidatedOptions options)
    {
        text.Append(CultureInfo.InvariantCulture, $"{path}: {options.GetType().Name}\n");
        foreach (PropertyInfo property in OptionProperties.Of(options).OrderBy(property => property.Name, StringComparer.Ordinal))
        {
            if (!SecretNames.Contains(property.Name) && !property.Name.Contains("Password", StringComparison.Ordinal))
            {
                AppendValue(text, $"{path}:{property.Name}", property.GetValue(options));
            }
        }
    }

    private static void AppendValue(StringBuilder text, string path, object? value)
    {
        switch (value)
        {
            case IValidatedOptions nested:
                Append(text, path, nested);
                break;
            case IDictionary<string, string> pairs:
                foreach ((string key, string item) in pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                {
                    AppendValue(text, $"{path}:{key}", item);
                }

                break;
            case IEnumerable items and not string:
                int index = 0;
                foreach (object item in items)
                {
                    AppendValue(text, $"{path}:{index++}", item);
                }

                break;
            default:
                text.Append(CultureInfo.InvariantCulture, $"{path}={value}\n");
                break;
        }
    }
}

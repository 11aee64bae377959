using System.Text.Json;

namespace SlsSyslog.Architecture.Tests;

/// <summary>
/// What a package brings along when a program installs it, with the dependencies of its dependencies. A new entry is a decision: each package is
/// one more that users must trust and update.
/// </summary>
public sealed class PackageClosureTests
{
    private const string Extensions = "Microsoft.Extensions.*";
    private const string OpenTelemetry = "OpenTelemetry*";
    private const string Serilog = "Serilog*";
    private const string Zstd = "ZstdSharp.Port";

    // A name that ends with a star is a prefix.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["SlsSyslog.Serialization"] = [],
        ["SlsSyslog.Transports"] = [Extensions, "System.Threading.RateLimiting"],
        ["SlsSyslog.ConsumerGroups"] = [Extensions, Zstd],
        ["SlsSyslog"] = [Extensions, Zstd, "System.Threading.RateLimiting"],
        ["SlsSyslog.FunctionCompute"] = [Extensions, Zstd, "System.Threading.RateLimiting"],
        ["SlsSyslog.AspNetCore"] = [Extensions, Zstd, "System.Threading.RateLimiting"],
        ["SlsSyslog.Hosting"] = [Extensions, Zstd, "System.*", OpenTelemetry, Serilog],
        ["SlsSyslog.Tool"] = [Extensions, Zstd, "System.*", OpenTelemetry, Serilog, "Spectre.Console*"],
        ["SlsSyslog.Testing"] = [Zstd],
    };

    public static TheoryData<string> Packages => new(Repository.Packages);

    [Theory]
    [MemberData(nameof(Packages))]
    public void Closure_OfAPackage_ContainsOnlyWhatIsListed(string package)
    {
        Assert.True(Allowed.TryGetValue(package, out string[]? allowed), $"{package} is new: say in this test what it may bring along.");
        string[] unexpected = [.. Closure(package).Where(name => !allowed.Any(pattern => Matches(name, pattern)))];
        Assert.True(unexpected.Length == 0, $"{package} must not bring along {string.Join(", ", unexpected)}.");
    }

    [Fact]
    public void Closure_OfThePipeline_IsFoundByTheReader()
    {
        string[] closure = [.. Closure("SlsSyslog")];
        Assert.Contains(Zstd, closure);
        Assert.Contains("Microsoft.Extensions.Hosting.Abstractions", closure);
        Assert.Contains("Microsoft.Extensions.Primitives", closure); // of a dependency
    }

    private static SortedSet<string> Closure(string package)
    {
        string file = Path.Combine(Repository.Root, "src", package, "obj", "project.assets.json");
        using JsonDocument assets = JsonDocument.Parse(File.ReadAllBytes(file));
        JsonElement target = assets.RootElement.GetProperty("targets").EnumerateObject().First().Value;
        Dictionary<string, JsonElement> libraries = target.EnumerateObject()
            .ToDictionary(library => library.Name.Split('/')[0], library => library.Value, StringComparer.OrdinalIgnoreCase);
        JsonElement framework = assets.RootElement.GetProperty("project").GetProperty("frameworks").EnumerateObject().First().Value;
        Queue<string> open = new(
            framework.TryGetProperty("dependencies", out JsonElement direct)
                ? direct.EnumerateObject().Where(dependency => !IsPrivate(dependency.Value)).Select(dependency => dependency.Name)
                : []);

        // References to other projects are not among the dependencies of the framework.
        foreach (KeyValuePair<string, JsonElement> library in libraries.Where(library => library.Value.GetProperty("type").GetString() == "project"))
        {
            open.Enqueue(library.Key);
        }

        SortedSet<string> found = new(StringComparer.OrdinalIgnoreCase);
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        while (open.TryDequeue(out string? name))
        {
            if (!seen.Add(name) || !libraries.TryGetValue(name, out JsonElement library))
            {
                continue;
            }

            if (library.GetProperty("type").GetString() == "package")
            {
                found.Add(name);
            }

            if (library.TryGetProperty("dependencies", out JsonElement dependencies))
            {
                foreach (JsonProperty dependency in dependencies.EnumerateObject())
                {
                    open.Enqueue(dependency.Name);
                }
            }
        }

        return found;
    }

    // Analyzers are used by the build alone.
    private static bool IsPrivate(JsonElement dependency) =>
        dependency.TryGetProperty("suppressParent", out JsonElement suppressed) && suppressed.GetString() == "All";

    private static bool Matches(string name, string pattern) =>
        pattern.EndsWith('*') ? name.StartsWith(pattern[..^1], StringComparison.OrdinalIgnoreCase) : name.Equals(pattern, StringComparison.OrdinalIgnoreCase);
}

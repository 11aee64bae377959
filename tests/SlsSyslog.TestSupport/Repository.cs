namespace SlsSyslog.TestSupport;

/// <summary>The working copy that the tests were built from.</summary>
public static class Repository
{
    /// <summary>The folder of SlsSyslog.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The packages: every folder of <c>src</c> with a project in it.</summary>
    public static IReadOnlyList<string> Packages { get; } =
    [
        .. Directory.EnumerateDirectories(Path.Combine(Root, "src"))
            .Select(folder => Path.GetFileName(folder)!)
            .Where(name => File.Exists(Path.Combine(Root, "src", name, name + ".csproj")))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Every file below a folder of the repository, build output left out; paths from the root, with slashes.</summary>
    public static IEnumerable<string> Files(string folder, string pattern)
    {
        string start = Path.Combine(Root, folder);
        return !Directory.Exists(start)
            ? []
            : Directory.EnumerateFiles(start, pattern, SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
                .Where(file => !file.Split('/').Any(part => part is "bin" or "obj" or "artifacts" or "TestResults"))
                .Order(StringComparer.Ordinal);
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SlsSyslog.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("No folder above the tests contains SlsSyslog.sln. Run the tests from a working copy.");
    }
}

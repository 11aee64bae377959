namespace SlsSyslog.Tests;

/// <summary>A file of the repository that tests generate and compare.</summary>
internal static class RepositoryFile
{
    private const string RewriteVariable = "SLSSYSLOG_WRITE_GOLDEN";

    public static string Root { get; } = FindRoot();

    /// <summary>Asserts that the file has the text, or writes it when SLSSYSLOG_WRITE_GOLDEN=1 is set.</summary>
    public static void AssertIs(string path, string expected)
    {
        string file = Path.Combine(Root, path);
        if (Environment.GetEnvironmentVariable(RewriteVariable) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, expected);
        }

        Assert.True(File.Exists(file), $"{path} is missing. Set {RewriteVariable}=1 to write it.");
        Assert.Equal(expected, File.ReadAllText(file));
    }

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "SlsSyslog.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The tests run outside of the repository.");
    }
}

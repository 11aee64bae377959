using System.Text;

namespace SlsSyslog.Serialization.Tests.Support;

/// <summary>Compares generated files with those in the repository.</summary>
internal static class RepositoryFiles
{
    private static readonly bool Rewrites = Environment.GetEnvironmentVariable("SLSSYSLOG_WRITE_GOLDEN") == "1";

    /// <summary>
    /// Asserts that a file equals the expected content. With SLSSYSLOG_WRITE_GOLDEN=1, writes the file instead, for intended changes.
    /// </summary>
    public static void AssertIs(string path, byte[] expected)
    {
        string file = Path.Combine(Repository.Root, path);
        if (Rewrites)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, expected);
        }

        Assert.True(File.Exists(file), $"{path} is missing. Set SLSSYSLOG_WRITE_GOLDEN=1 once to write it.");
        byte[] actual = File.ReadAllBytes(file);
        int same = actual.AsSpan().CommonPrefixLength(expected);
        Assert.True(
            same == actual.Length && same == expected.Length,
            $"{path} differs after byte {same} from the generated content: {Encoding.UTF8.GetString(expected.AsSpan(Math.Max(0, same - 60)))}");
    }
}

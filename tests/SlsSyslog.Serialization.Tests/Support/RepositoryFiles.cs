using System.Text;

namespace SlsSyslog.Serialization.Tests.Support;

/// <summary>Files of the repository that are made by tests, and must be what the tests make.</summary>
internal static class RepositoryFiles
{
    private static readonly bool Rewrites = Environment.GetEnvironmentVariable("SLSSYSLOG_WRITE_GOLDEN") == "1";

    /// <summary>
    /// Asserts that the file is what is expected; with SLSSYSLOG_WRITE_GOLDEN=1 writes it instead, for a difference that is meant.
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
            $"{path} differs behind byte {same} from what is made now: {Encoding.UTF8.GetString(expected.AsSpan(Math.Max(0, same - 60)))}");
    }
}

namespace SlsSyslog.Architecture.Tests;

/// <summary>What the packages publish is written down; a change shows in the same commit as the code that makes it.</summary>
public sealed class PublicApiTests
{
    private const string RewriteVariable = "SLSSYSLOG_WRITE_PUBLIC_API";

    public static TheoryData<string> Packages => new(Repository.Packages);

    [Theory]
    [MemberData(nameof(Packages))]
    public void PublicApi_OfAPackage_IsAsWrittenDown(string package)
    {
        string baseline = Path.Combine(Repository.Root, "tests/SlsSyslog.Architecture.Tests/PublicApi", package + ".txt");
        string actual = ApiText.Of(PackageAssembly.FileOf(package));
        if (Environment.GetEnvironmentVariable(RewriteVariable) is not null)
        {
            File.WriteAllText(baseline, actual);
        }

        string expected = File.Exists(baseline) ? File.ReadAllText(baseline) : "";
        string[] added = [.. Lines(actual).Except(Lines(expected)).Select(line => "+ " + line)];
        string[] removed = [.. Lines(expected).Except(Lines(actual)).Select(line => "- " + line)];
        Assert.True(
            actual == expected,
            $"The public API of {package} changed:\n{string.Join('\n', (string[])[.. removed, .. added])}\nWhere that is meant: " +
            $"{RewriteVariable}=1 dotnet test -c Release tests/SlsSyslog.Architecture.Tests, and commit PublicApi/{package}.txt.");
    }

    // A member's line makes sense with its type only: "Type | member".
    private static IEnumerable<string> Lines(string text)
    {
        string type = "";
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            type = line.StartsWith(' ') ? type : line;
            yield return line.StartsWith(' ') ? $"{type} | {line.Trim()}" : line;
        }
    }
}

using SlsSyslog.Serialization.Tests.Sources;

namespace SlsSyslog.Serialization.Tests.Profiles;

public sealed class ProfileListTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void BuiltIn_AllProfiles_AreValidTogether()
    {
        Assert.Empty(new MessageOptions { Profiles = ["auto"] }.Validate());
        Assert.Equal(BuiltInProfiles.FindNames(), BuiltInProfiles.All.Select(profile => profile.Name).Order(StringComparer.Ordinal));
        Assert.Single(BuiltInProfiles.All, profile => profile.IsFallback);
    }

    [Fact]
    public void BuiltIn_EverySampleRecord_IsMappedByAProfile()
    {
        EventMapper mapper = SourceLogs.CreateOptions(new CefOptions()).GetMapper()!;
        foreach (string name in SourceLogs.Names)
        {
            foreach (string line in SourceLogs.ReadLines(name))
            {
                RecordTransformCounts counts = default;
                LogRecord record = mapper.Apply(SourceLogs.Build(line).Record, ref counts);

                Assert.Equal(name.StartsWith("application", StringComparison.Ordinal), record.Table.Event!.Profile!.Source.IsFallback);
                Assert.Equal(0, counts.AmbiguousProfiles);
            }
        }
    }

    [Theory]
    [InlineData("waff", "'waff' is not a built-in profile.")]
    [InlineData("/missing/profile.json", "The file '/missing/profile.json' cannot be read")]
    [InlineData("", "'' is not a profile.")]
    public void Validate_UnknownProfile_IsAnError(string name, string expected)
    {
        OptionError error = Assert.Single(new MessageOptions { Profiles = [name] }.Validate());

        Assert.Equal("Profiles", error.Path);
        Assert.StartsWith(expected, error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_InvalidFile_ReportsEveryErrorWithItsLine()
    {
        string file = Write("a.json", "{\n\"name\": 1,\n\"match\": 2 }");

        OptionError error = Assert.Single(new MessageOptions { Profiles = [file] }.Validate());

        Assert.Contains($"{file}, line 2, name", error.Problem, StringComparison.Ordinal);
        Assert.Contains($"{file}, line 3, match", error.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "topic": "a*" }""", """{ "topic": ["x", "ab"] }""", true)]
    [InlineData("""{ "topic": "a" }""", """{ "topic": "b" }""", false)]
    [InlineData("""{ "logstore": "a*" }""", """{ "logstore": "ab*" }""", true)]
    [InlineData("""{ "topic": "a" }""", """{ "logstore": "a" }""", false)]
    [InlineData("""{ "topic": "a" }""", """{ "topic": "a", "when": { "field": "x", "exists": true } }""", false)]
    [InlineData("\"fallback\"", "\"fallback\"", true)]
    public void Validate_ProfilesThatCertainlyOverlap_NamesBoth(string one, string other, bool isError)
    {
        string[] files = [Write("a.json", Profile("first", one)), Write("b.json", Profile("second", other))];

        IReadOnlyCollection<OptionError> errors = new MessageOptions { Profiles = files }.Validate();

        Assert.Equal(isError, errors.Any(error => error.Problem.Contains("'first' and 'second'", StringComparison.Ordinal)));
        Assert.Equal(isError ? 1 : 0, errors.Count);
    }

    [Fact]
    public void Apply_RecordOfTwoProfiles_UsesTheFirstAndCounts()
    {
        string[] files =
        [
            Write("a.json", Profile("first", """{ "logstore": "logs" }""")), Write("b.json", Profile("second", """{ "topic": "waf" }""")),
        ];
        EventMapper mapper = new MessageOptions { Profiles = files }.GetMapper()!;
        RecordTransformCounts counts = default;

        LogRecordBuilder builder = new LogRecordBuilder().Clear(new LogOrigin("p", "logs", "0")).SetTopic("waf");
        LogRecord record = mapper.Apply(builder.Record, ref counts);

        Assert.Equal("first", record.Table.Event!.Profile!.Source.Name);
        Assert.Equal(1, counts.AmbiguousProfiles);
    }

    [Fact]
    public void GetMapper_FileBeforeAuto_ReplacesTheBuiltInProfileOfThatName()
    {
        string file = Write("waf.json", Profile("waf", """{ "topic": "waf_access_log" }"""));

        EventMapper mapper = new MessageOptions { Profiles = [file, "auto"] }.GetMapper()!;

        CompiledProfile waf = Assert.Single(mapper.Profiles, profile => profile.Source.Name == "waf");
        Assert.Equal("Test", waf.Source.Product);
        Assert.Equal(BuiltInProfiles.All.Count, mapper.Profiles.Length);
    }

    [Fact]
    public void GetMapper_None_IsNull() => Assert.Null(new MessageOptions { Profiles = ["none"] }.GetMapper());

    private static string Profile(string name, string match) => ProfileReaderTests.Profile(""" "event.action": "a" """, "", name, match);

    private string Write(string name, string text)
    {
        string file = Path.Combine(_folder.FullName, name);
        File.WriteAllText(file, text);
        return file;
    }
}

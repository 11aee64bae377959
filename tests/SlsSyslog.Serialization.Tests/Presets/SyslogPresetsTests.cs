using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Presets;

public class SyslogPresetsTests
{
    public static TheoryData<string> Names => [.. SyslogPresets.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Append_ExampleRecords_EqualsTheGoldenFile(string name)
    {
        SyslogFormatOptions options = SyslogFormatOptions.FromPreset(name);
        IMessageFormatter formatter = options.CreateFormatter();
        using FrameBuffer frames = options.CreateFrameBuffer();

        frames.Append(formatter, ExampleRecords.AccessLog().Record);
        frames.Append(formatter, ExampleRecords.AuditLog().Record);
        frames.Append(formatter, ExampleRecords.HostileLog().Record);

        RepositoryFiles.AssertIs($"tests/SlsSyslog.Serialization.Tests/Golden/{name}.bin", frames.Memory.ToArray());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void FromPreset_AnyCase_GivesOptionsOfOnesOwn(string name)
    {
        SyslogFormatOptions options = SyslogFormatOptions.FromPreset(name.ToUpperInvariant());

        Assert.Empty(options.FindFaults());
        Assert.NotSame(options, SyslogFormatOptions.FromPreset(name));
    }

    [Fact]
    public void FromPreset_Unknown_NamesThoseThereAre()
    {
        string message = Assert.Throws<ArgumentException>(() => SyslogFormatOptions.FromPreset("qradar")).Message;

        Assert.All(SyslogPresets.Names, name => Assert.Contains(name, message, StringComparison.Ordinal));
    }
}

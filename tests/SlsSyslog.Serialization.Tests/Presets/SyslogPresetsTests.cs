using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Presets;

public class SyslogPresetsTests
{
    public static TheoryData<string> Names => [.. SyslogPresets.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Append_ExampleRecords_EqualsTheGoldenFile(string name)
    {
        MessageOptions options = Messages.FromPreset(name);
        IMessageFormatter formatter = options.CreateFormatter();
        using FrameBuffer frames = Messages.CreateFrameBuffer(options);

        frames.Append(formatter, ExampleRecords.AccessLog().Record);
        frames.Append(formatter, ExampleRecords.AuditLog().Record);
        frames.Append(formatter, ExampleRecords.HostileLog().Record);

        RepositoryFiles.AssertIs($"tests/SlsSyslog.Serialization.Tests/Golden/{name}.bin", frames.Memory.ToArray());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void UsePreset_AnyCase_SetsValidOptionsAndTheName(string name)
    {
        MessageOptions options = Messages.FromPreset(name.ToUpperInvariant());

        Assert.Empty(options.Validate());
        Assert.Equal(name, options.Preset);
        Assert.NotSame(options.Body, Messages.FromPreset(name).Body);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void UsePreset_AfterAnother_EqualsThePresetAlone(string name)
    {
        foreach (string first in SyslogPresets.Names)
        {
            MessageOptions options = Messages.FromPreset(first);
            options.UsePreset(name);

            Assert.Equivalent(Messages.FromPreset(name), options, strict: true);
        }
    }

    [Fact]
    public void UsePreset_OtherOptions_KeepTheirValues()
    {
        MessageOptions options = new() { Hostname = "web-1", Rfc5424 = { RecordId = "r@32473" } };

        options.UsePreset("splunk");

        Assert.Equal("web-1", options.Hostname);
        Assert.Equal("r@32473", options.Rfc5424.RecordId);
    }

    [Fact]
    public void UsePreset_Unknown_ListsThePresets()
    {
        string message = Assert.Throws<ArgumentException>(() => Messages.FromPreset("qradar")).Message;

        Assert.All(SyslogPresets.Names, name => Assert.Contains(name, message, StringComparison.Ordinal));
    }
}

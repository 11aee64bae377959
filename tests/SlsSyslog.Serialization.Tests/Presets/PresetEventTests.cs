using System.Text;
using SlsSyslog.Serialization.Tests.Sources;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Presets;

public class PresetEventTests
{
    public static TheoryData<string> Names => [.. SyslogPresets.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Append_SourceLogs_EqualsTheGoldenFile(string preset)
    {
        MessageOptions options = Messages.FromPreset(preset);
        IMessageFormatter formatter = options.CreateFormatter();
        StringBuilder text = new();
        foreach (string name in SourceLogs.Names)
        {
            text.Append("# ").Append(name).Append('\n');
            foreach (string line in SourceLogs.ReadLines(name))
            {
                text.Append(Encoding.UTF8.GetString(Frames.Format(formatter, SourceLogs.Build(line).Record, options.MaxBytes, out _))).Append('\n');
            }
        }

        RepositoryFiles.AssertIs($"tests/SlsSyslog.Serialization.Tests/Golden/events/{preset}.txt", Encoding.UTF8.GetBytes(text.ToString()));
    }
}

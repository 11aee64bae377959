using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Bodies;

public class TemplateFormatterTests
{
    [Fact]
    public void Format_Variables_AreWrittenAsData() => Assert.Equal(
        "user=a\\nb from 10.0.0.7 {x} none",
        Frames.Format(
            new TemplateFormatter("user={user} from {__source__} {{x}} {absent|none}"),
            new LogRecordBuilder().SetSource("10.0.0.7").AddField("user", "a\nb")));

    [Theory]
    [InlineData("{__topik__}")]
    [InlineData("{")]
    [InlineData("a}")]
    [InlineData("{}")]
    [InlineData("{|x}")]
    public void Constructor_InvalidTemplate_Throws(string template) => Assert.Throws<ArgumentException>(() => new TemplateFormatter(template));
}

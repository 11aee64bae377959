using System.Reflection;
using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class SlsSourceOptionsTests
{
    [Theory]
    [InlineData("", "Endpoint: The value is missing. Specify the service address, for example cn-hangzhou.log.aliyuncs.com.")]
    [InlineData("ftp://x", "Endpoint: The scheme 'ftp' is not supported. Specify host or host:port, with https:// or http:// before it if required.")]
    [InlineData(
        "https://user:secret@host",
        "Endpoint: The address has a user name or password before the host 'host'. Specify host or host:port, with https:// or http:// before it if required.")]
    public void Validate_Endpoint_ReportsOneError(string endpoint, string expected) => AssertError(o => o.Endpoint = endpoint, expected);

    [Theory]
    [InlineData("", "Project: The value is missing. Specify a project name of 2 to 128 lowercase letters, digits and hyphens.")]
    [InlineData("a_b", "Project: 'a_b' is not a valid project name. Specify 2 to 128 lowercase letters, digits and hyphens.")]
    public void Validate_Project_ReportsOneError(string project, string expected) => AssertError(o => o.Project = project, expected);

    [Theory]
    [InlineData(" , ", "Logstore: The value is missing. Specify a logstore name of 2 to 128 lowercase letters, digits, hyphens and underscores.")]
    [InlineData(
        "one,T/wo", "Logstore: 'T/wo' is not a valid logstore name. Specify 2 to 128 lowercase letters, digits, hyphens and underscores.")]
    [InlineData("one,two,one", "Logstore: 'one,two,one' contains a logstore twice. Specify each logstore once.")]
    public void Validate_Logstore_ReportsOneError(string logstore, string expected) => AssertError(o => o.Logstore = logstore, expected);

    [Fact]
    public void Validate_Region_ReportsOneError() => AssertError(
        o => o.Region = "Moon Base",
        "Region: 'Moon Base' is not a valid region. Specify a region such as cn-hangzhou, or leave it empty to use signature version 1.");

    [Fact]
    public void Validate_LongQuery_ReportsOneError() => AssertError(
        o => o.Query = new string('*', 10241),
        "Query: The query is too long (10241 characters). Specify a query of at most 10240 characters, or store it in SLS and specify it as Processor.");

    [Fact]
    public void Validate_QueryAndProcessor_ReportsOneError() => AssertError(
        o => (o.Query, o.Processor) = ("*", "p"), "Processor: The value 'p' cannot be combined with Query. Specify either Query or Processor.");

    [Fact]
    public void Validate_Proxy_ReportsOneErrorWithoutThePassword() => AssertError(
        o => o.Proxy = "ftp://user:secret@proxy",
        "Proxy: The scheme 'ftp' is not supported. Specify http://host:port, or leave it empty to use the proxy of the environment.");

    [Fact]
    public void Validate_MemoryBudget_ReportsOneError() => AssertError(
        o => o.MemoryBudgetBytes = 1048575, "MemoryBudgetBytes: The value 1048575 is out of range. Specify a value of 1048576 or more.");

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData(" \t")]
    [InlineData("\uFEFF")]
    [InlineData("\u200B")]
    [InlineData("\u00A0\u2028")]
    [InlineData("\0")]
    public void Validate_InvisibleCharactersAroundTexts_AreRemoved(string around)
    {
        ConsumerGroupOptions options = new();
        foreach (PropertyInfo property in typeof(ConsumerGroupOptions).GetProperties().Where(p => p.PropertyType == typeof(string)))
        {
            property.SetValue(options, $"{around}x1{around}");
            Assert.Equal("x1", property.GetValue(options));
            property.SetValue(options, around);
            Assert.Equal("", property.GetValue(options));
        }
    }

    [Theory]
    [InlineData("a\r\nx: 1")]
    [InlineData("a\nb")]
    [InlineData("a\u001bb")]
    [InlineData("a\u0085b")]
    [InlineData("a\u202eb")]
    public void Validate_LineEndsInTexts_AreRefused(string text)
    {
        foreach (string name in new[] { "Endpoint", "Project", "Logstore", "Region", "Processor", "Proxy", "ConsumerGroup", "Consumer" })
        {
            ConsumerGroupOptions options = new()
            {
                Endpoint = "host",
                Project = "sec-prod",
                Logstore = "actiontrail",
                ConsumerGroup = "siem",
            };
            typeof(ConsumerGroupOptions).GetProperty(name)!.SetValue(options, text);

            OptionError error = Assert.Single(options.Validate());
            Assert.Equal(name, error.Path);
            Assert.DoesNotContain(error.ToString(), character => char.IsControl(character) || character == '\u202e');
        }
    }

    [Fact]
    public void Validate_ValuesAtTheBounds_ReportsNothing()
    {
        FixedRangeOptions options = Valid();
        options.Query = new string('*', 10240);
        options.MemoryBudgetBytes = 1048576;

        Assert.Empty(options.Validate());
    }

    private static FixedRangeOptions Valid() => new() { Endpoint = "cn-hangzhou.log.aliyuncs.com", Project = "sec-prod", Logstore = "actiontrail" };

    private static void AssertError(Action<SlsSourceOptions> configure, string expected)
    {
        FixedRangeOptions options = Valid();
        configure(options);

        Assert.Equal([expected], options.Validate().Select(error => error.ToString()));
    }
}

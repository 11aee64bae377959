using SlsSyslog.ConsumerGroups;
using SlsSyslog.Serialization;

namespace SlsSyslog.Tests;

public sealed class OptionPropertiesTests
{
    [Fact]
    public void ThrowIfUnsupported_BuiltInOptions_DoesNotThrow()
    {
        IValidatedOptions[] all =
        [
            new ConsumerGroupOptions(),
            new MessageOptions(),
            .. BodyFormats.BuiltIn.Select(format => format.CreateOptions()),
            .. BuiltInTransports.All.Select(kind => kind.CreateOptions()),
        ];

        Assert.All(all, OptionProperties.ThrowIfUnsupported);
    }

    [Fact]
    public void ThrowIfUnsupported_TypeThatConfigurationCannotSet_NamesThePropertyAndItsType()
    {
        AssertUnsupported(new UnsupportedOptions<Uri>(), "Uri");
        AssertUnsupported(new UnsupportedOptions<Guid?>(), "Nullable<Guid>");
        AssertUnsupported(new UnsupportedOptions<IReadOnlyList<string>>(), "IReadOnlyList<String>");
        AssertUnsupported(new UnsupportedOptions<List<string>>(), "List<String>");
        AssertUnsupported(new UnsupportedOptions<string[]>(), "String[]");
        AssertUnsupported(new UnsupportedOptions<IDictionary<string, int>>(), "IDictionary<String, Int32>");
        AssertUnsupported(new UnsupportedOptions<byte>(), "Byte");
    }

    [Fact]
    public void ThrowIfUnsupported_NestedOptions_AreCheckedToo()
    {
        AssertUnsupported(new NestedOptions<UnsupportedOptions<Uri>>(), "Uri");
        AssertUnsupported(new UnsupportedOptions<OptionsList<UnsupportedOptions<Uri>>> { Value = [] }, "Uri");
        AssertUnsupported(new CollectionOptions(), "List<String>");
    }

    [Fact]
    public void ThrowIfUnsupported_CollectionIsNull_SaysToInitializeIt() => Assert.Contains(
        "is null",
        Assert.Throws<ArgumentException>(() => OptionProperties.ThrowIfUnsupported(new UnsupportedOptions<IList<string>>())).Message,
        StringComparison.Ordinal);

    [Fact]
    public void ThrowIfUnsupported_SupportedType_DoesNotThrow()
    {
        OptionProperties.ThrowIfUnsupported(new UnsupportedOptions<TimeSpan?>());
        OptionProperties.ThrowIfUnsupported(new UnsupportedOptions<ShardPosition>());
        OptionProperties.ThrowIfUnsupported(new UnsupportedOptions<SyslogFraming?>());
        OptionProperties.ThrowIfUnsupported(new UnsupportedOptions<IDictionary<string, string>> { Value = new Dictionary<string, string>() });
    }

    private static void AssertUnsupported(IValidatedOptions options, string type) => Assert.Contains(
        $" has the type {type}, which configuration cannot set.",
        Assert.Throws<ArgumentException>(() => OptionProperties.ThrowIfUnsupported(options)).Message,
        StringComparison.Ordinal);

    private sealed class NestedOptions<T> : IValidatedOptions
        where T : IValidatedOptions, new()
    {
        public T Nested { get; } = new();

        public void Validate(OptionErrors errors) => errors.Validate(nameof(Nested), Nested);
    }

    private sealed class CollectionOptions : IValidatedOptions
    {
        public List<string> Tags { get; } = [];

        public void Validate(OptionErrors errors) => Assert.Empty(Tags);
    }
}

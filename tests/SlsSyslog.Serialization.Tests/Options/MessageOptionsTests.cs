using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Options;

public class MessageOptionsTests
{
    [Fact]
    public void CreateFormatter_EveryEnvelopeAndBody_Composes()
    {
        foreach (SyslogEnvelope envelope in Enum.GetValues<SyslogEnvelope>())
        {
            foreach (BodyFormat format in BodyFormats.BuiltIn)
            {
                MessageOptions options = new() { Envelope = envelope, Body = Messages.CreateBody(format.Name) };
                if (format.Name == "None" && envelope != SyslogEnvelope.Rfc5424)
                {
                    Assert.Equal("Body", Assert.Single(options.Validate()).Path);
                    continue;
                }

                Assert.NotEmpty(Frames.Format(options.CreateFormatter(), ExampleRecords.AccessLog()));
            }
        }
    }

    [Fact]
    public void CreateFormatter_CustomBody_FollowsTheEnvelope()
    {
        MessageOptions options = new() { Envelope = SyslogEnvelope.Rfc3164, Body = new NoBodyOptions(), AppName = "" };

        Assert.Equal("<14>Jan  1 00:00:00 unknown mine", Frames.Format(options.CreateFormatter(new LiteralBody("mine")), new LogRecordBuilder()));
    }

    [Fact]
    public void CreateFormatter_CustomBodyOptions_CreateTheBody()
    {
        MessageOptions options = new() { AppName = "app", Body = new LiteralOptions { Text = "mine" } };

        Assert.Equal("<14>1 1970-01-01T00:00:00Z - app - - - mine", Frames.Format(options.CreateFormatter(), new LogRecordBuilder()));
    }

    [Fact]
    public void CreateFormatter_CustomBodyWithoutFormatter_SaysWhatToReturn()
    {
        MessageOptions options = new() { Envelope = SyslogEnvelope.None, Body = new LiteralOptions { Text = "" } };

        Assert.Contains("Return a formatter", Assert.Throws<InvalidOperationException>(options.CreateFormatter).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_CustomBodyWithFieldSelection_IsAnError()
    {
        MessageOptions options = new() { Body = new LiteralOptions { Text = "mine" }, Fields = { Mask = { ["card"] = "all" } } };

        Assert.Equal("Fields", Assert.Single(options.Validate()).Path);
    }

    [Fact]
    public void Validate_BodyOfANamedFormat_UsesTheNameAsPath()
    {
        BodyFormat format = new("Literal", () => new LiteralOptions { Text = "too long" });

        Assert.Equal("Literal:Text", Assert.Single(new MessageOptions { Body = format.CreateOptions() }.Validate()).Path);
        Assert.Equal("Body:Text", Assert.Single(new MessageOptions { Body = new LiteralOptions { Text = "too long" } }.Validate()).Path);
    }

    [Fact]
    public void Validate_SeveralErrors_ReportsAllSortedByPath()
    {
        MessageOptions options = new()
        {
            MaxBytes = 100,
            Envelope = SyslogEnvelope.Rfc3164,
            Body = new CefOptions { Name = "{", Extension = { ["cs1"] = "{__nothing__}" } },
            Facility = "wrong",
            Fields = { Mask = { ["x"] = "keep-last-0" } },
        };

        Assert.Equal(
            ["Cef:Extension:cs1", "Cef:Name", "Facility", "Fields:Mask:x", "MaxBytes"],
            options.Validate().Select(error => error.Path));
        string message = Assert.Throws<ArgumentException>(options.CreateFormatter).Message;
        Assert.All(options.Validate(), error => Assert.Contains(error.ToString(), message, StringComparison.Ordinal));
    }

    [Fact]
    public void BuiltInFormats_CreatedOptions_HaveTheNameOfTheFormat() => Assert.All(BodyFormats.BuiltIn, format =>
    {
        BodyOptions options = format.CreateOptions();

        Assert.Equal(format.Name, options.FormatName);
        Assert.Equal(format.Name, ((BodyOptions)Activator.CreateInstance(options.GetType())!).FormatName);
    });

    private sealed class LiteralOptions : BodyOptions
    {
        public required string Text { get; init; }

        public override void Validate(OptionErrors errors)
        {
            if (Text.Length > 4)
            {
                errors.Add(nameof(Text), $"'{Text}' is too long.", "Specify at most 4 characters.");
            }
        }

        public override IMessageFormatter? CreateFormatter(MessageOptions message) => Text.Length == 0 ? null : new LiteralBody(Text);
    }
}

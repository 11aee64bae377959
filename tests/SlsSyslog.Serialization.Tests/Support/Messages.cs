namespace SlsSyslog.Serialization.Tests.Support;

internal static class Messages
{
    public static MessageOptions FromPreset(string name)
    {
        MessageOptions options = new();
        options.UsePreset(name);
        return options;
    }

    public static FrameBuffer CreateFrameBuffer(MessageOptions options) => new(options.PreferredFraming, options.MaxBytes);

    /// <summary>Gets the options of a built-in body format that writes the fields of the test records.</summary>
    public static BodyOptions CreateBody(string format)
    {
        BodyOptions options = BodyExamples.Create(BodyFormats.BuiltIn.Single(builtIn => builtIn.Name == format));
        switch (options)
        {
            case FieldBodyOptions field:
                field.Name = "level";
                break;
            case TemplateBodyOptions template:
                template.Text = "{msg} {__source__|none} {level}";
                break;
            default:
                break;
        }

        return options;
    }
}

using SlsSyslog.Serialization;

namespace SlsSyslog.TestSupport;

/// <summary>Valid options of the built-in body formats.</summary>
public static class BodyExamples
{
    /// <summary>Creates options in which every required option is set.</summary>
    public static BodyOptions Create(BodyFormat format)
    {
        BodyOptions options = format.CreateOptions();
        switch (options)
        {
            case TemplateBodyOptions template:
                template.Text = "{content}";
                break;
            default:
                break;
        }

        return options;
    }
}

namespace SlsSyslog.Serialization;

/// <summary>Specifies the templates of mapped records.</summary>
internal static class HeaderTemplates
{
    /// <summary>Gets the template of mapped records: a template that the user specified applies to them too.</summary>
    public static string Replace(string template, string defaultTemplate, string mappedTemplate) =>
        template == defaultTemplate ? mappedTemplate : template;
}

namespace SlsSyslog.Serialization;

/// <summary>Specifies the templates of mapped records.</summary>
internal static class HeaderTemplates
{
    public const string Product = "{observer.product}";
    public const string Class = "{event.code}";
    public const string Title = "{event.title}";

    /// <summary>Gets the template of mapped records: a template that the user specified applies to them too.</summary>
    public static string Replace(string template, string defaultTemplate, string mappedTemplate) =>
        template == defaultTemplate ? mappedTemplate : template;
}

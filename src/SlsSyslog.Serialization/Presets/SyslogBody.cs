namespace SlsSyslog.Serialization;

/// <summary>How a record becomes the text of a message.</summary>
public enum SyslogBody
{
    /// <summary><c>||key=value</c>: <see cref="KeyValueFormatter"/>.</summary>
    KeyValue,

    /// <summary>A flat object: <see cref="JsonFormatter"/>.</summary>
    Json,

    /// <summary>ArcSight's Common Event Format: <see cref="CefFormatter"/>.</summary>
    Cef,

    /// <summary>QRadar's Log Event Extended Format: <see cref="LeefFormatter"/>.</summary>
    Leef,

    /// <summary>Alibaba's sample byte for byte, nothing escaped: <see cref="SampleFormatter"/>.</summary>
    Sample,

    /// <summary>One field as it stands: <see cref="FieldFormatter"/>.</summary>
    Field,

    /// <summary>Text with variables: <see cref="TemplateFormatter"/>.</summary>
    Template,

    /// <summary>No text: with RFC 5424 the structured data is the message.</summary>
    None,
}

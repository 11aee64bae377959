using SlsSyslog.Serialization;

namespace SlsSyslog;

/// <summary>How a log becomes a message.</summary>
/// <remarks>
/// Host name, app name, process id and message id are templates: text with variables in braces, such as <c>{__source__}</c>,
/// <c>{__topic__}</c>, <c>{__tag__:__hostname__}</c> or the name of a field; <c>{a|text}</c> gives the text where a is absent or empty.
/// </remarks>
public sealed class MessageOptions
{
    /// <summary>The body written when nothing else is chosen: <c>KeyValue</c>.</summary>
    public const string KeyValueBody = "KeyValue";

    /// <summary>The envelope. Default <see cref="MessageFormat.Rfc5424"/>.</summary>
    public MessageFormat Format { get; set; }

    /// <summary>The body: <see cref="KeyValueBody"/>, or the name of a registered formatter. Default <c>KeyValue</c>.</summary>
    public string Body { get; set; } = KeyValueBody;

    /// <summary>The facility by name, such as <c>local4</c>, or by number, 0 to 23. Default <c>user</c>.</summary>
    public string Facility { get; set; } = "user";

    /// <summary>The severity. Default <c>info</c> for every message.</summary>
    public SeverityOptions Severity { get; } = new();

    /// <summary>The template of HOSTNAME. Default <c>{__source__}</c>.</summary>
    public string Hostname { get; set; } = "{__source__}";

    /// <summary>The template of APP-NAME. Default <c>{__topic__}</c>.</summary>
    public string AppName { get; set; } = "{__topic__}";

    /// <summary>The template of PROCID. Default empty, written as <c>-</c>.</summary>
    public string ProcId { get; set; } = "";

    /// <summary>The template of MSGID. Default empty, written as <c>-</c>.</summary>
    public string MsgId { get; set; } = "";

    /// <summary>What stands before each pair of a key-value body. Default <c>||</c>.</summary>
    public string Separator { get; set; } = "||";

    /// <summary>The longest message in bytes, without its frame; what is longer is cut. Default 8192, the least 480.</summary>
    public int MaxBytes { get; set; } = FrameBuffer.DefaultMaxMessageBytes;
}

namespace SlsSyslog.Serialization;

/// <summary>RFC 5424 7.2: who sends the message. What is null or empty is left out.</summary>
public sealed class OriginOptions
{
    /// <summary>Addresses of the sender. Default: none.</summary>
    public IList<string> Ip { get; set; } = [];

    /// <summary>The private enterprise number, with dots for what it has below it. Default null.</summary>
    public string? EnterpriseId { get; set; }

    /// <summary>The name of the software, at most 48 characters. Default null.</summary>
    public string? Software { get; set; }

    /// <summary>Its version, at most 32 characters. Default null.</summary>
    public string? SwVersion { get; set; }
}

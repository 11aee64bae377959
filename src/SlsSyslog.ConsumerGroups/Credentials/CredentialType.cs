namespace SlsSyslog.ConsumerGroups;

/// <summary>Specifies where the credentials of a source come from.</summary>
public enum CredentialType
{
    /// <summary>The provider of the host or of the caller.</summary>
    Default,

    /// <summary>An access key in the options.</summary>
    AccessKey,

    /// <summary>The RAM role of the ECS instance.</summary>
    EcsRole,

    /// <summary>A RAM role that is assumed with an OIDC token, as pods in ACK use (RRSA).</summary>
    OidcRole,

    /// <summary>A profile in the credentials file of Alibaba Cloud's SDKs.</summary>
    Profile,

    /// <summary>An HTTP service that returns an access key.</summary>
    Uri,

    /// <summary>A program that writes an access key.</summary>
    Process,
}

using SlsSyslog.ConsumerGroups;

namespace SlsSyslog.Tool;

/// <summary>Says what to do about errors of SLS.</summary>
internal static class SlsAdvice
{
    public const string Unreachable =
        "Check Source:Endpoint and the network: the address must be reachable from here, directly or by Source:Proxy.";

    private const string Unauthorized = "Unauthorized";
    private const string GroupQuota = "ConsumerGroupQuotaExceed";

    private static readonly (string Code, string Advice)[] Codes =
    [
        ("ProjectNotExist", "Check Source:Project, and that Source:Endpoint is that of its region."),
        ("LogStoreNotExist", "Check Source:Logstore. Names are case-sensitive."),
        ("SignatureNotMatch", "Check the access key secret. If Source:Region is set, it must be the region of the endpoint."),
        ("InvalidAccessKeyId", "Check the access key ID, and that the key is enabled."),
        ("SecurityToken", "The temporary credentials have expired. Renew them."),
        ("RequestTime", "Set the clock of this machine."),
        (GroupQuota, "Delete consumer groups that are not used: sls-syslog groups."),
        (Unauthorized, "Grant the permission to the RAM user or role. sls-syslog policy writes the policy for these settings."),
    ];

    /// <summary>Determines whether the access key was accepted, but has not the permission for the request.</summary>
    public static bool IsPermissionMissing(SlsException exception) => exception.StatusCode == 403
        || (exception.StatusCode == 401 && exception.ErrorCode.StartsWith(Unauthorized, StringComparison.OrdinalIgnoreCase) && !NamesKey(exception));

    /// <summary>Determines whether the access key, its signature or its token was rejected.</summary>
    public static bool IsKeyRejected(SlsException exception) => exception.StatusCode == 401 && !IsPermissionMissing(exception);

    /// <summary>Determines whether only a change of the settings, of the permissions or in SLS helps.</summary>
    public static bool IsPermanent(SlsException exception) =>
        exception.StatusCode is 401 or 403 or 404 || exception.ErrorCode.StartsWith(GroupQuota, StringComparison.OrdinalIgnoreCase);

    public static string For(Exception exception) => exception switch
    {
        SlsException { StatusCode: 0 } => Unreachable,
        SlsException { StatusCode: 401 } key when NamesKey(key) => "Check the access key ID, and that the key is enabled.",
        SlsException sls when Array.Find(Codes, entry => sls.ErrorCode.StartsWith(entry.Code, StringComparison.OrdinalIgnoreCase)) is
        { Advice: { } advice } => advice,
        SlsException { StatusCode: 401 or 403 } =>
            "Grant the permission to the RAM user or role. sls-syslog policy writes the policy for these settings.",
        SlsException { StatusCode: 404 } => "Check Source:Project, Source:Logstore and Source:Endpoint.",
        SlsException { StatusCode: >= 500 or 429 } => "Try again. If it remains, see the status page of Alibaba Cloud.",
        SlsCredentialException => "Specify credentials: SLS_AK_ID and SLS_AK_KEY, the variables of Alibaba Cloud's SDKs, or Source:Credentials.",
        _ => "Check that Source:Endpoint is the address of SLS.",
    };

    // SLS has one code for a missing permission and for a key that it does not know.
    private static bool NamesKey(SlsException exception) => exception.Message.Contains("AccessKeyId", StringComparison.OrdinalIgnoreCase);
}

namespace SlsSyslog.ConsumerGroups;

/// <summary>Classifies failures by the prefix of the code, without case: spelling differs between releases (SLS protocol 6.1).</summary>
internal static class SlsErrors
{
    // The first entry that matches is used.
    private static readonly (string Code, SlsErrorKind Kind)[] Codes =
    [
        ("RequestTimeExpired", SlsErrorKind.Clock),
        ("RequestTimeTooSkewed", SlsErrorKind.Clock),
        ("InvalidRequestTime", SlsErrorKind.Clock),
        ("SignatureNotMatch", SlsErrorKind.Credentials),
        ("SignatureDoesNotMatch", SlsErrorKind.Credentials),
        ("Unauthorized", SlsErrorKind.Credentials),
        ("InvalidAccessKeyId", SlsErrorKind.Credentials),
        ("AccessKeyId", SlsErrorKind.Credentials),
        ("ReadQuotaExceed", SlsErrorKind.Throttled),
        ("ShardReadQuotaExceed", SlsErrorKind.Throttled),
        ("WriteQuotaExceed", SlsErrorKind.Throttled),
        ("ConsumerGroupQuotaExceed", SlsErrorKind.GroupQuota),
        ("ConsumerGroupAlreadyExist", SlsErrorKind.GroupExists),
        ("ConsumerGroupNotExist", SlsErrorKind.GroupMissing),
        ("ConsumerNotExist", SlsErrorKind.OwnershipLost),
        ("ConsumerNotMatch", SlsErrorKind.OwnershipLost),
        ("NotExistConsumerWithBody", SlsErrorKind.Evicted),
        ("ShardNotExist", SlsErrorKind.ShardMissing),
        ("ProjectNotExist", SlsErrorKind.Missing),
        ("LogStoreNotExist", SlsErrorKind.Missing),
        ("SLSLogStoreNotExist", SlsErrorKind.Missing),
        ("LogStoreWithoutShard", SlsErrorKind.Missing),
        ("ServerBusy", SlsErrorKind.Transient),
        ("RequestTimeout", SlsErrorKind.Transient),
        ("InternalServerError", SlsErrorKind.Transient),
    ];

    public static SlsErrorKind Classify(Exception exception) =>
        exception switch
        {
            SlsException sls => Classify(sls.StatusCode, sls.ErrorCode, sls.ErrorText),
            SlsCredentialException => SlsErrorKind.Credentials,
            _ => SlsErrorKind.Transient,
        };

    /// <summary>Determines whether an exception results from a request to SLS. Such failures are retried.</summary>
    public static bool IsKnown(Exception exception) => exception is SlsException or SlsProtocolException or SlsCredentialException;

    /// <summary>Returns whether SLS rejected the key, its signature or its token, by the code; by the status only for unknown codes.</summary>
    public static bool IsKeyRejected(SlsException exception) =>
        FindKind(exception.ErrorCode) is { } kind ? kind == SlsErrorKind.Credentials : exception.StatusCode == 401;

    private static SlsErrorKind Classify(int status, string code, string message)
    {
        if (code.Contains("InvalidCursor", StringComparison.OrdinalIgnoreCase)
            || (Is(code, "ParameterInvalid") && message.Contains("cursor", StringComparison.OrdinalIgnoreCase)))
        {
            return SlsErrorKind.InvalidCursor;
        }

        return FindKind(code) ?? status switch
        {
            401 => SlsErrorKind.Credentials,
            403 when code.Contains("Quota", StringComparison.OrdinalIgnoreCase) || message.Contains("Exceed", StringComparison.OrdinalIgnoreCase)
                => SlsErrorKind.Throttled,
            403 => SlsErrorKind.Credentials,
            404 => SlsErrorKind.Missing,
            408 or 425 => SlsErrorKind.Transient,
            429 => SlsErrorKind.Throttled,
            >= 400 and < 500 when code.Length > 0 => SlsErrorKind.Rejected,
            _ => SlsErrorKind.Transient,
        };
    }

    private static SlsErrorKind? FindKind(string code)
    {
        // The service misspells some codes, for example ConsumerNotExsit.
        string spelled = code.Replace("Exsit", "Exist", StringComparison.OrdinalIgnoreCase);
        foreach ((string known, SlsErrorKind kind) in Codes)
        {
            if (Is(spelled, known))
            {
                return kind;
            }
        }

        // SecurityToken.Expired, InvalidSecurityToken, MissingSecurityToken and others.
        return code.Contains("Token", StringComparison.OrdinalIgnoreCase) ? SlsErrorKind.Credentials : null;
    }

    private static bool Is(string code, string known) => code.StartsWith(known, StringComparison.OrdinalIgnoreCase);
}

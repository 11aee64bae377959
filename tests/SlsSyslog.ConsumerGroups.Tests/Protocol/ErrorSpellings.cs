namespace SlsSyslog.ConsumerGroups.Tests;

// Every error code of SLS protocol 6.1 with its statuses and spellings, and what proxies send.
internal static class ErrorSpellings
{
    public static readonly (int Status, string Code, string Message)[] All =
    [
        .. Each([400], "MissingAPIVersion", "MissAccessKeyId", "InvalidSignatureMethod", "JsonInfoInvalid", "InvalidShardCheckPoint", "UnknownCode"),
        .. Each([411], "MissingContentLength"),
        .. Each([415], "InvalidContentType"),
        .. Each([400], "RequestTimeExpired", "RequestTimeTooSkewed", "InvalidRequestTime", "requesttimeexpired"),
        .. Each([401], "SignatureNotMatch", "Unauthorized", "InvalidAccessKeyId", "InvalidAccessKeyId.NotFound", ""),
        .. Each([400, 403], "SecurityToken.Expired", "SecurityTokenExpired", "Unauthorized"),
        .. Each([403], "ReadQuotaExceed", "ShardReadQuotaExceed", "WriteQuotaExceed", "ShardWriteQuotaExceed", "ProjectForbidden", ""),
        .. Each([404], "ProjectNotExist", "ProjectNotExists", "ProjectNotExsit", "LogStoreNotExist", "LogstoreNotExist", "SLSLogStoreNotExist"),
        .. Each([404], "LogStoreWithoutShard", "LogStoreNotExsit", "ConsumerGroupNotExist", "ConsumerGroupNotExsit"),
        .. Each([404], "ConsumerNotExist", "ConsumerNotExsit", "consumernotexsit", "ConsumerNotMatch", "NotExistConsumerWithBody"),
        .. Each([400, 404], "ShardNotExist", "ShardNotExsit"),
        .. Each([400], "InvalidCursor", "SLSInvalidCursor", "ConsumerGroupAlreadyExist", "ConsumerGroupAlreadyExsit", "ConsumerGroupQuotaExceed"),
        (400, "ParameterInvalid", "Invalid cursor abc"),
        (400, "ParameterInvalid", "Invalid loggroup count"),
        .. Each([500], "InternalServerError", "RequestTimeout"),
        .. Each([408, 425, 429, 500, 502, 503, 504], ""),
        (503, "ServerBusy", ""),
        (301, "", ""),
        (204, "", ""),
    ];

    private static IEnumerable<(int Status, string Code, string Message)> Each(int[] statuses, params string[] codes) =>
        from code in codes
        from status in statuses
        select (status, code, "on purpose");
}

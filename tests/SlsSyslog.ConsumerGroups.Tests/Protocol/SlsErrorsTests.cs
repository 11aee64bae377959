namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class SlsErrorsTests
{
    [Theory]
    [InlineData(0, "", "", SlsErrorKind.Transient)]
    [InlineData(400, "RequestTimeExpired", "", SlsErrorKind.Clock)]
    [InlineData(400, "requesttimetooskewed", "", SlsErrorKind.Clock)]
    [InlineData(401, "SignatureNotMatch", "", SlsErrorKind.Credentials)]
    [InlineData(401, "Unauthorized", "", SlsErrorKind.Credentials)]
    [InlineData(401, "InvalidAccessKeyId.NotFound", "", SlsErrorKind.Credentials)]
    [InlineData(401, "SecurityToken.Expired", "", SlsErrorKind.Credentials)]
    [InlineData(401, "", "", SlsErrorKind.Credentials)]
    [InlineData(403, "ReadQuotaExceed", "", SlsErrorKind.Throttled)]
    [InlineData(403, "ShardReadQuotaExceed", "", SlsErrorKind.Throttled)]
    [InlineData(403, "SomethingNew", "Read QPS Exceed", SlsErrorKind.Throttled)]
    [InlineData(429, "", "", SlsErrorKind.Throttled)]
    [InlineData(403, "ProjectForbidden", "", SlsErrorKind.Credentials)]
    [InlineData(404, "ProjectNotExist", "", SlsErrorKind.Missing)]
    [InlineData(404, "ProjectNotExists", "", SlsErrorKind.Missing)]
    [InlineData(404, "LogstoreNotExist", "", SlsErrorKind.Missing)]
    [InlineData(404, "SLSLogStoreNotExist", "", SlsErrorKind.Missing)]
    [InlineData(404, "ConsumerGroupNotExist", "", SlsErrorKind.GroupMissing)]
    [InlineData(404, "ConsumerNotExist", "", SlsErrorKind.OwnershipLost)]
    [InlineData(404, "ConsumerNotExsit", "", SlsErrorKind.OwnershipLost)]
    [InlineData(400, "consumernotexsit", "", SlsErrorKind.OwnershipLost)]
    [InlineData(404, "ConsumerGroupNotExsit", "", SlsErrorKind.GroupMissing)]
    [InlineData(404, "ShardNotExsit", "", SlsErrorKind.ShardMissing)]
    [InlineData(404, "LogStoreNotExsit", "", SlsErrorKind.Missing)]
    [InlineData(404, "ProjectNotExsit", "", SlsErrorKind.Missing)]
    [InlineData(401, "SecurityTokenExpired", "", SlsErrorKind.Credentials)]
    [InlineData(403, "WriteQuotaExceed", "", SlsErrorKind.Throttled)]
    [InlineData(403, "ShardWriteQuotaExceed", "", SlsErrorKind.Throttled)]
    [InlineData(400, "InvalidRequestTime", "", SlsErrorKind.Clock)]
    [InlineData(400, "LogStoreWithoutShard", "", SlsErrorKind.Missing)]
    [InlineData(400, "InvalidShardCheckPoint", "", SlsErrorKind.Rejected)]
    [InlineData(400, "JsonInfoInvalid", "", SlsErrorKind.Rejected)]
    [InlineData(400, "ConsumerNotMatch", "", SlsErrorKind.OwnershipLost)]
    [InlineData(400, "ShardNotExist", "", SlsErrorKind.ShardMissing)]
    [InlineData(404, "ShardNotExist", "", SlsErrorKind.ShardMissing)]
    [InlineData(400, "NotExistConsumerWithBody", "", SlsErrorKind.Evicted)]
    [InlineData(400, "InvalidCursor", "", SlsErrorKind.InvalidCursor)]
    [InlineData(400, "SLSInvalidCursor", "", SlsErrorKind.InvalidCursor)]
    [InlineData(400, "ParameterInvalid", "Invalid cursor abc", SlsErrorKind.InvalidCursor)]
    [InlineData(400, "ParameterInvalid", "Invalid loggroup count", SlsErrorKind.Rejected)]
    [InlineData(400, "ConsumerGroupQuotaExceed", "", SlsErrorKind.GroupQuota)]
    [InlineData(400, "ConsumerGroupAlreadyExist", "", SlsErrorKind.GroupExists)]
    [InlineData(400, "MissingAPIVersion", "", SlsErrorKind.Rejected)]
    [InlineData(400, "", "", SlsErrorKind.Transient)]
    [InlineData(500, "InternalServerError", "", SlsErrorKind.Transient)]
    [InlineData(500, "RequestTimeout", "", SlsErrorKind.Transient)]
    [InlineData(502, "", "", SlsErrorKind.Transient)]
    [InlineData(503, "ServerBusy", "", SlsErrorKind.Transient)]
    public void Classify_Response_ReturnsItsKind(int status, string code, string message, object kind) =>
        Assert.Equal(kind, SlsErrors.Classify(new SlsException("Test", status, code, message, "id")));

    [Fact]
    public void Classify_OtherFailures_ReturnsTheirKind()
    {
        Assert.Equal(SlsErrorKind.Transient, SlsErrors.Classify(new SlsProtocolException("short")));
        Assert.Equal(SlsErrorKind.Credentials, SlsErrors.Classify(new SlsCredentialException("none")));
    }
}

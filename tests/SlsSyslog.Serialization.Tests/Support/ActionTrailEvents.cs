namespace SlsSyslog.Serialization.Tests.Support;

/// <summary>Events in the shape of ActionTrail, as they are in the field <c>event</c>.</summary>
internal static class ActionTrailEvents
{
    public const string SignIn =
        """
        {"eventId":"00000001-0000-4000-8000-000000000001","eventVersion":"1","eventCategory":"Management","eventType":"ConsoleSignin","eventRW":"Write",
        """
        + """
        "eventTime":"2026-01-15T08:09:11Z","acsRegion":"cn-hangzhou","apiVersion":"2014-05-26","requestId":"00000001-0000-4000-8000-000000000001",
        """
        + """
        "eventName":"ConsoleSignin","serviceName":"AasCustomer","eventSource":"signin.example.com","sourceIpAddress":"203.0.113.9",
        """
        + """
        "userAgent":"Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101","userIdentity":{"type":"ram-user","accountId":"1000000000000001",
        """
        + """
        "principalId":"200000000000000011","userName":"alice","sessionContext":{"attributes":{"mfaAuthenticated":"false",
        """
        + """
        "creationDate":"2026-01-15T08:09:11Z"}}},"errorCode":"Authentication.Failed","errorMessage":"wrong password\nsecond line",
        """
        + """
        "additionalEventData":{"loginAccount":"alice@example.com","mfaChecked":"false","callbackUrl":"https://home.example.com/?a=b|c"},
        """
        + """
        "resourceType":"ACS::RAM::User","resourceName":"alice","referencedResources":{"ACS::RAM::User":["alice"]},
        """
        + """
        "requestParameters":{"RegionId":"cn-hangzhou","InstanceIds.1":"i-0example0000000001","AcsProduct":"Ecs"},
        """
        + """
        "requestParameterJson":"{\"RegionId\":\"cn-hangzhou\",\"InstanceIds.1\":\"i-0example0000000001\",\"AcsProduct\":\"Ecs\"}",
        """
        + """
        "responseElements":{"RequestId":"00000001-0000-4000-8000-000000000001"},"recipientAccountId":"1000000000000001","isGlobal":true}
        """;
}

using System.Globalization;
using SlsSyslog.Testing;

namespace SlsSyslog.EndToEnd;

/// <summary>Invented events of ActionTrail, 1.4 kB of JSON in a field.</summary>
internal static class ActionTrailLogs
{
    public static EmulatorLog Make(int number)
    {
        Random random = new(number);
        string id = $"{number:x8}-0000-4000-8000-{random.NextInt64(1L << 47):x12}";
        string principal = random.NextInt64(100_000_000_000_000_000, 999_999_999_999_999_999).ToString(CultureInfo.InvariantCulture);
        bool isDenied = number % 4 == 0;
        string text = $$$$"""
            {"eventId":"{{{{id}}}}","eventVersion":"1","eventCategory":"Management","eventType":"ApiCall","eventRW":"Write",
            "eventTime":"2026-01-15T08:{{{{random.Next(10, 60)}}}}:13Z","acsRegion":"cn-hangzhou","apiVersion":"2014-05-26","requestId":"{{{{id}}}}",
            "eventName":"StopInstances","serviceName":"Ecs","eventSource":"ecs.cn-hangzhou.example.com","sourceIpAddress":"198.51.100.{{{{random.Next(256)}}}}",
            "userAgent":"AlibabaCloud (Linux; amd64) Java/1.8.0 Core/4.5.3 HTTPClient/ApacheHttpClient",
            {{{{(isDenied ? "\"errorCode\":\"Forbidden.RAM\",\"errorMessage\":\"User not authorized to operate on the resource.\"," : "")}}}}
            "userIdentity":{"type":"ram-user","accountId":"1000000000000001","principalId":"{{{{principal}}}}","userName":"user{{{{number % 100}}}}",
            "accessKeyId":"LTAI-EXAMPLE-{{{{number % 1000}}}}","sessionContext":{"attributes":{"mfaAuthenticated":"false","creationDate":"2026-01-15T08:09:11Z"}}},
            "requestParameters":{"RegionId":"cn-hangzhou","InstanceIds.1":"i-0example{{{{number % 10_000}}}}","AcsProduct":"Ecs","ForceStop":{{{{(isDenied ? "true" : "false")}}}},"Count":1},
            "requestParameterJson":"{\"RegionId\":\"cn-hangzhou\",\"InstanceIds.1\":\"i-0example0000000001\",\"AcsProduct\":\"Ecs\"}",
            "resourceType":"ACS::ECS::Instance;ACS::VPC::VPC","resourceName":"i-0example0000000001;vpc-0example01",
            "referencedResources":{"ACS::ECS::Instance":["i-0example0000000001"],"ACS::VPC::VPC":["vpc-0example01"]},
            "responseElements":{"RequestId":"{{{{id}}}}"},"recipientAccountId":"1000000000000001","isGlobal":false}
            """.Replace("\n", "", StringComparison.Ordinal);
        return new EmulatorLog(1_768_464_550 + (uint)(number / 100), ("event", text));
    }
}

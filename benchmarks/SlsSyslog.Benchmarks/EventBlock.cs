using System.Globalization;
using System.Text;
using SlsSyslog.Serialization;

namespace SlsSyslog.Benchmarks;

/// <summary>Events in the shape of ActionTrail, each in the field <c>event</c> of one record of a block. Some keys are absent in some events.</summary>
internal sealed class EventBlock
{
    public const int Records = 512;

    private readonly LogRecordTable _table = new();
    private readonly (int Offset, int Length)[] _events = new (int, int)[Records];
    private readonly byte[] _block;
    private int _next;

    public EventBlock(int seed)
    {
        Random random = new(seed);
        MemoryStream block = new();
        block.Write("eventactiontrail_audit_eventactiontrail_internal"u8);
        for (int i = 0; i < Records; i++)
        {
            byte[] text = Encoding.UTF8.GetBytes(MakeEvent(random));
            _events[i] = ((int)block.Length, text.Length);
            block.Write(text);
        }

        block.Write(new byte[64]);
        _block = block.ToArray();
    }

    /// <summary>Gets the mean length of the events.</summary>
    public int EventBytes => (int)_events.Average(text => text.Length);

    public ReadOnlySpan<byte> this[int index] => _block.AsSpan(_events[index].Offset, _events[index].Length);

    /// <summary>The next record; a new LogGroup begins every 64.</summary>
    public LogRecord Next()
    {
        int record = _next++ % Records;
        if (record % 64 == 0)
        {
            _table.BeginGroup(record);
            _table.SetTopic(5, 23);
            _table.SetSource(28, 20);
        }

        _table.BeginRecord(1768464551 + record, 0);
        _table.AddField(0, 5, _events[record].Offset, _events[record].Length);
        return new LogRecord(_block, _table);
    }

    private static string MakeEvent(Random random)
    {
        string id = Guid.NewGuid().ToString();
        string number = random.NextInt64(100_000_000_000_000_000, 999_999_999_999_999_999).ToString(CultureInfo.InvariantCulture);
        bool isDenied = random.Next(4) == 0;
        return $$$$"""
            {"eventId":"{{{{id}}}}","eventVersion":"1","eventCategory":"Management","eventType":"ApiCall","eventRW":"Write",
            "eventTime":"2026-01-15T08:{{{{random.Next(10, 60)}}}}:13Z","acsRegion":"cn-hangzhou","apiVersion":"2014-05-26","requestId":"{{{{id}}}}",
            "eventName":"StopInstances","serviceName":"Ecs","eventSource":"ecs.cn-hangzhou.example.com","sourceIpAddress":"198.51.100.{{{{random.Next(256)}}}}",
            "userAgent":"AlibabaCloud (Linux; amd64) Java/1.8.0 Core/4.5.3 HTTPClient/ApacheHttpClient",
            {{{{(isDenied ? "\"errorCode\":\"Forbidden.RAM\",\"errorMessage\":\"User not authorized to operate on the resource.\"," : "")}}}}
            "userIdentity":{"type":"ram-user","accountId":"1000000000000001","principalId":"{{{{number}}}}","userName":"user{{{{random.Next(100)}}}}",
            "accessKeyId":"LTAI-EXAMPLE-{{{{random.Next(1000)}}}}","sessionContext":{"attributes":{"mfaAuthenticated":"false","creationDate":"2026-01-15T08:09:11Z"}}},
            "requestParameters":{"RegionId":"cn-hangzhou","InstanceIds.1":"i-0example{{{{random.Next(10_000)}}}}","AcsProduct":"Ecs","ForceStop":{{{{(isDenied ? "true" : "false")}}}},"Count":1},
            "requestParameterJson":"{\"RegionId\":\"cn-hangzhou\",\"InstanceIds.1\":\"i-0example0000000001\",\"AcsProduct\":\"Ecs\"}",
            "resourceType":"ACS::ECS::Instance;ACS::VPC::VPC","resourceName":"i-0example0000000001;vpc-0example01",
            "referencedResources":{"ACS::ECS::Instance":["i-0example0000000001"],"ACS::VPC::VPC":["vpc-0example01"]},
            "responseElements":{"RequestId":"{{{{id}}}}"},"recipientAccountId":"1000000000000001","isGlobal":false}
            """.Replace("\n", "", StringComparison.Ordinal);
    }
}

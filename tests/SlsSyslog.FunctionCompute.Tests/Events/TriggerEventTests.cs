using System.Text;

namespace SlsSyslog.FunctionCompute.Tests;

public sealed class TriggerEventTests
{
    // As the service documents it.
    private const string Documented =
        """
        {
          "parameter": {"anything":"from the trigger's function configuration"},
          "source": {
            "endpoint": "http://cn-shanghai-intranet.log.aliyuncs.com",
            "projectName": "fc-test-project",
            "logstoreName": "demo",
            "shardId": 0,
            "beginCursor": "MTUwNTM5MDI3NTY1ODcwNzU2Ng==",
            "endCursor": "MTUwNTM5MDI3NTY1ODcwNzU2OA=="
          },
          "jobName": "fedad35f51a2a97b466da57fd71f315f539d2234",
          "taskId": "9bc06c96-e364-4f41-85eb-b6e579214ae4",
          "cursorTime": 1511429883
        }
        """;

    [Fact]
    public void ParseSource_DocumentedEvent_HasEveryPart()
    {
        TriggerSource source = Parse(Documented);

        Assert.Equal("http://cn-shanghai-intranet.log.aliyuncs.com", source.Endpoint);
        Assert.Equal("fc-test-project", source.Project);
        Assert.Equal("demo", source.Logstore);
        Assert.Equal(0, source.Shard);
        Assert.Equal("MTUwNTM5MDI3NTY1ODcwNzU2Ng==", source.BeginCursor);
        Assert.Equal("MTUwNTM5MDI3NTY1ODcwNzU2OA==", source.EndCursor);
    }

    [Theory]
    [InlineData("""{"source":{"projectName":"p","logstoreName":"l","shardId":"3","beginCursor":"b","endCursor":"e"}}""")]
    [InlineData("""{"source":{"projectName":"p","logstoreName":"l","shardId":3,"beginCursor":"b","endCursor":"e","new":[1]},"taskId":7}""")]
    [InlineData("""{"source":{"projectName":"p","logstoreName":"l","shardId":3,"beginCursor":"b","endCursor":"e"},"parameter":null}""")]
    public void ParseSource_OptionalPartsMissingOrUnknown_IsRead(string json) => Assert.Equal(3, Parse(json).Shard);

    [Theory]
    [InlineData("", "The JSON is invalid")]
    [InlineData("shard 0, please", "The JSON is invalid")]
    [InlineData("null", "The property 'source' is missing")]
    [InlineData("[]", "The JSON is invalid")]
    [InlineData("""{"events":[{"eventName":"ObjectCreated:PutObject","eventSource":"acs:oss"}]}""", "The property 'source' is missing")]
    [InlineData("""{"source":"acs.ecs"}""", "at $.source")]
    [InlineData("""{"source":{}}""", "Properties are missing in 'source': projectName, logstoreName, beginCursor, endCursor, shardId")]
    [InlineData(
        """{"source":{"projectName":null,"logstoreName":"l","shardId":0,"beginCursor":"b","endCursor":"e"}}""",
        "Properties are missing in 'source': projectName")]
    [InlineData("""{"source":{"projectName":"p","logstoreName":"l","shardId":"zero","beginCursor":"b","endCursor":"e"}}""", "at $.source.shardId")]
    [InlineData("""{"source":{"projectName":"p","logstoreName":"l","shardId":"0e0","beginCursor":"b","endCursor":"e"}}""", "at $.source.shardId")]
    [InlineData("""{"source":{"projectName":"p","logstoreName":"l","shardId":0e0,"beginCursor":"b","endCursor":"e"}}""", "at $.source.shardId")]
    [InlineData(
        """
        {"source":{"projectName":"p","logstoreName":"l","shardId":3,"beginCursor":"b","endCursor":"e"},
        "source":{"projectName":"q","logstoreName":"l","shardId":3,"beginCursor":"b","endCursor":"e"}}
        """,
        "Duplicate property 'source'")]
    public void ParseSource_NotATriggerEvent_ThrowsWithTheReason(string json, string expected)
    {
        InvalidEventException exception = Assert.Throws<InvalidEventException>(() => Parse(json));
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    private static TriggerSource Parse(string json) => TriggerEvent.ParseSource(Encoding.UTF8.GetBytes(json));
}

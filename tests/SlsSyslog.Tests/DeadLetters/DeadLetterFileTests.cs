using System.Text.Json;
using SlsSyslog.Serialization;

namespace SlsSyslog.Tests;

public sealed class DeadLetterFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dead-letters-").FullName;

    [Fact]
    public async Task HandleAsync_TwoLetters_AppendsTwoJsonLinesWithTheWholeRecord()
    {
        string path = Path.Combine(_folder, "not", "there", "yet.jsonl");
        using DeadLetterFile file = new(path, TimeProvider.System);
        LogRecordBuilder record = new();
        record.SetTime(1768464550, 123).SetTopic("access").SetSource("10.0.0.7").AddTag("host", "web\n1");
        record.AddField("dup", "1").AddField("dup", "2").AddField("raw"u8, [0xff, 0xfe, 0x41]);

        for (int i = 0; i < 2; i++)
        {
            await file.HandleAsync(new DeadLetter("audit", "logs/3", "FormatException: no", RecordJson.Write(record.Record)), CancellationToken.None);
        }

        string[] lines = await File.ReadAllLinesAsync(path);
        Assert.Equal(2, lines.Length);
        JsonElement letter = JsonDocument.Parse(lines[1]).RootElement;
        Assert.Equal("audit", letter.GetProperty("route").GetString());
        Assert.Equal("logs/3", letter.GetProperty("shard").GetString());
        Assert.Equal("FormatException: no", letter.GetProperty("reason").GetString());
        Assert.Equal(
            """{"time":1768464550,"timeNs":123,"topic":"access","source":"10.0.0.7","tags":[["host","web\n1"]]"""
                + ""","fields":[["dup","1"],["dup","2"],["raw",{"base64":"//5B"}]]}""",
            letter.GetProperty("record").GetRawText());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

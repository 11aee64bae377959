using System.Text;

namespace SlsSyslog.Serialization.Tests.Records;

public class LogRecordBuilderTests
{
    [Fact]
    public void NextInGroup_ManyTimes_DoesNotGrow()
    {
        LogRecordBuilder builder = new LogRecordBuilder().SetTopic("access").AddTag("a"u8, "b"u8);
        byte[] value = new byte[10_000];
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int i = 0; i < 10_000; i++)
        {
            builder.NextInGroup().AddField("key"u8, value);
        }

        // All fields together have 100 MB.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void NextInGroup_TopicSetAfterFields_KeepsTheGroup()
    {
        LogRecordBuilder builder = new LogRecordBuilder().AddField("first", "1").SetTopic("access").NextInGroup().AddField("second", "2").SetSource("s")
            .NextInGroup().AddField("third", "3");

        Assert.Equal("access", Encoding.UTF8.GetString(builder.Record.Topic));
        Assert.Equal("s", Encoding.UTF8.GetString(builder.Record.Source));
        Assert.Equal(1, builder.Record.FieldCount);
        Assert.Equal("third3", Encoding.UTF8.GetString(builder.Record.GetField(0).Key) + Encoding.UTF8.GetString(builder.Record.GetField(0).Value));
    }
}

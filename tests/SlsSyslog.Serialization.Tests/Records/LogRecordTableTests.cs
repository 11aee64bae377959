using System.Text;

namespace SlsSyslog.Serialization.Tests.Records;

public class LogRecordTableTests
{
    private const string Group = "topicsourcekeyvalue";

    private static readonly byte[] Block = Encoding.ASCII.GetBytes(Group + Group + "f{\"a\":1}" + new string(' ', 32));

    [Fact]
    public void RepeatGroup_SameContentAtOtherOffsets_KeepsItAndStartsTheGroup()
    {
        LogRecordTable table = CreateTable();
        long version = table.GroupVersion;

        table.RepeatGroup(101, Group.Length);
        table.BeginRecord(1, 0);

        LogRecord record = new(Block, table);
        Assert.Equal((version, Group.Length, 101L, 0, 0), (table.GroupVersion, table.TopicOffset, record.GroupCursor!.Value, record.IndexInGroup, record.FieldCount));
        Assert.Equal("topic"u8, record.Topic);
        Assert.Equal("source"u8, record.Source);
        Assert.Equal(Group.Length + 11, table.Tags[0].KeyOffset);
        Assert.Equal("key"u8, record.GetTag(0).Key);
        Assert.Equal("value"u8, record.GetTag(0).Value);
    }

    // A copy keeps the texts of the group too, but not its cursor.
    [Fact]
    public void RepeatGroup_RecordIsTransformed_HasTheCursorOfItsGroup()
    {
        MessageOptions message = new();
        message.Expand.Rules.Add(new ExpandRuleOptions { Fields = ["f"] });
        RecordTransform transform = message.CreateTransform()!;
        RecordTransformCounts counts = default;
        LogRecordTable table = CreateTable();
        Assert.Equal(100, transform.Apply(CreateRecord(table), ref counts).GroupCursor);

        table.RepeatGroup(101, Group.Length);
        LogRecord record = transform.Apply(CreateRecord(table), ref counts);

        Assert.Equal((101L, 0), (record.GroupCursor!.Value, record.IndexInGroup));
        Assert.NotSame(table, record.Table);
        Assert.Equal("topic"u8, record.Topic);
        Assert.Equal("value"u8, record.GetTag(0).Value);
    }

    private static LogRecordTable CreateTable()
    {
        LogRecordTable table = new();
        table.BeginGroup(100);
        table.SetTopic(0, 5);
        table.SetSource(5, 6);
        table.AddTag(11, 3, 14, 5);
        return table;
    }

    private static LogRecord CreateRecord(LogRecordTable table)
    {
        table.BeginRecord(1, 0);
        table.AddField(2 * Group.Length, 1, (2 * Group.Length) + 1, 7);
        return new LogRecord(Block, table);
    }
}

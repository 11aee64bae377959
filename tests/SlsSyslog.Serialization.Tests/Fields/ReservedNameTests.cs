using System.Text;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Fields;

public class ReservedNameTests
{
    private static readonly byte[][] Spellings =
    [
        .. ((string[])[
            "__truncated__", "__truncated_-", "__truncated_=", "_-truncated__", "__truncated_\n", "__truncated_é", "_\u2028truncated__",
            "__slssyslog_gap__", "__slssyslog-gap__", "__slssyslog_gap_ ", "__slssyslog_gap_]",
            "__slssyslog_heartbeat__", "__slssyslog-heartbeat__", "__slssyslog_heartbeat_]",
            "rt", "sev", "devTime", "own", "other_key", "other key", "other-key",
        ]).Select(Encoding.UTF8.GetBytes),
        [.. "__truncated"u8, 0xFF, .. "__"u8],
        [.. "__slssyslog_gap__"u8, 0xC3],
    ];

    // The text of a pair with a reserved name in each body.
    public static TheoryData<string, string[]> Bodies => new()
    {
        { "KeyValue", ["||__truncated__=", "||__slssyslog_gap__=", "||__slssyslog_heartbeat__="] },
        { "AlibabaSample", ["||__truncated__=", "||__slssyslog_gap__=", "||__slssyslog_heartbeat__="] },
        { "Json", ["\"__truncated__\":", "\"__slssyslog_gap__\":", "\"__slssyslog_heartbeat__\":"] },
        { "Cef", [" __truncated__=", "__slssyslog_gap__=", " __slssyslog_heartbeat__=", " rt=", " own=", " other_key="] },
        { "Leef", ["\t__truncated__=", "\t__slssyslog_gap__=", "\t__slssyslog_heartbeat__=", "\tsev=", "\tdevTime=", "\town="] },
        { "None", [" __slssyslog_gap__=", " __slssyslog_heartbeat__="] },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Format_FieldsWithReservedNames_AreWrittenWithOtherNames(string body, string[] reserved)
    {
        IMessageFormatter formatter = CreateMessage(body).CreateFormatter();
        foreach (byte[] name in Spellings)
        {
            string text = Encoding.UTF8.GetString(Frames.Format(
                formatter, new LogRecordBuilder().SetTopic("t").AddField(name, "forged"u8).AddField("user", "x").Record, 8000, out _));

            Assert.Contains("forged", text, StringComparison.Ordinal);
            foreach (string pair in reserved)
            {
                Assert.DoesNotContain($"{pair}forged", text, StringComparison.Ordinal);
                Assert.DoesNotContain($"{pair}\"forged", text, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Format_TagsAndRenamedFields_DoNotBecomeReservedNames(string body, string[] reserved)
    {
        MessageOptions message = CreateMessage(body);
        message.Fields.Rename["a"] = "__truncated_-";
        IMessageFormatter formatter = message.CreateFormatter();

        string text = Encoding.UTF8.GetString(Frames.Format(
            formatter, new LogRecordBuilder().AddTag("__truncated__", "forged").AddField("a", "forged").Record, 8000, out _));

        Assert.All(reserved, pair => Assert.DoesNotContain($"{pair}forged", text, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Format_GapRecord_BeginsWithTheMarkThatNoLogCanWrite(string body, string[] reserved)
    {
        byte[] block = [.. "__slssyslog_gap__eventgap"u8, .. new byte[32]];
        LogRecordTable table = new() { IsGap = true };
        table.BeginGroup(null);
        table.SetTopic(0, 17);
        table.BeginRecord(1768464551, 0);
        table.AddField(17, 5, 22, 3);
        IMessageFormatter formatter = CreateMessage(body).CreateFormatter();

        string gap = Encoding.UTF8.GetString(Frames.Format(formatter, new LogRecord(block, table), 8000, out _));
        string log = Frames.Format(
            formatter, new LogRecordBuilder().SetTime(1768464551).SetTopic("__slssyslog_gap__").AddField("event", "gap"));

        string mark = Array.Find(reserved, pair => pair.Contains("gap", StringComparison.Ordinal))!.Trim();
        Assert.True(gap.Contains(mark + "true", StringComparison.Ordinal) || gap.Contains(mark + "\"true\"", StringComparison.Ordinal), gap);
        Assert.DoesNotContain(mark, log, StringComparison.Ordinal);
        Assert.Contains("__slssyslog_log__", log, StringComparison.Ordinal);
        Assert.DoesNotContain("__slssyslog_gap__ ", log, StringComparison.Ordinal);
    }

    private static MessageOptions CreateMessage(string body)
    {
        MessageOptions message = new() { Body = Messages.CreateBody(body), MarkTruncation = true };
        switch (message.Body)
        {
            case CefOptions cef:
                cef.Extension["own"] = "1";
                cef.Extension["other key"] = "1";
                break;
            case LeefOptions leef:
                leef.Attributes["own"] = "1";
                break;
            case NoBodyOptions:
                message.Rfc5424.StructuredData.Add(new() { Id = "log@32473" });
                break;
            default:
                break;
        }

        return message;
    }
}

using System.Globalization;
using System.Text;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Pairs;

public class NameIndexTests
{
    private const int Fields = 100_000;

    public static TheoryData<string, string> Cases
    {
        get
        {
            TheoryData<string, string> cases = [];
            foreach (string body in MessagePairs.Bodies.Append("AlibabaSample"))
            {
                foreach (string names in (string[])["different", "same", "twice", "numbers", "case", "long", "sd", "tags", "renamed"])
                {
                    cases.Add(body, names);
                }
            }

            return cases;
        }
    }

    // The time of a record must not grow with the square of its fields.
    [Theory]
    [MemberData(nameof(Cases))]
    public void Format_ManyFields_ExaminesAFewSlotsPerField(string body, string names)
    {
        MessageOptions message = MessagePairs.Create(body);
        MessagePairs.FieldsOf(message).Rename["renamed"] = "k";
        LogRecordBuilder builder = new LogRecordBuilder().SetTopic("t");
        for (int i = 0; i < Fields; i++)
        {
            string name = GetName(names, i);
            _ = names == "tags" ? builder.AddTag(name, "") : builder.AddField(name, "");
        }

        IMessageFormatter formatter = message.CreateFormatter();
        LogRecord record = builder.Record;
        byte[] text = Frames.Format(formatter, record, 16 * 1024 * 1024, out FrameOutcome outcome);

        Assert.Equal(FrameOutcome.None, outcome & FrameOutcome.Truncated);
        Assert.True(text.Length > Fields || body == "AlibabaSample");
        long steps = record.Table.Caches.ToArray().Sum(cache => cache.Names.Steps);
        Assert.InRange(steps, Fields, 12 * Fields);
    }

    [Fact]
    public void Find_NamesOfManyMessages_StartsAgainWithEachMessage()
    {
        NameIndex names = new();
        for (int message = 0; message < 3; message++)
        {
            names.Begin(foldsCase: true);
            for (int i = 0; i < 5000; i++)
            {
                Assert.Equal(i, names.Find(Encoding.ASCII.GetBytes($"Key{i}")));
            }

            Assert.Equal(17, names.Find("kEY17"u8));
            Assert.Equal(-1, names.Find("key5000"u8, adds: false));
            Assert.Equal(5000, names.Find("key"u8, "5000"u8));
            Assert.Equal(5000, names.Find("key5000"u8));
        }
    }

    private static string GetName(string kind, int i) => kind switch
    {
        "same" => "k",
        "twice" => string.Create(CultureInfo.InvariantCulture, $"k{i / 2}"),
        "numbers" => i < Fields / 2 ? string.Create(CultureInfo.InvariantCulture, $"k_{i + 2}") : "k",
        "case" => string.Concat("abcdefghijklmnopq".Select((letter, at) => (i >> at & 1) == 0 ? letter : char.ToUpperInvariant(letter))),
        "long" => new string('k', 60) + i.ToString("x8", CultureInfo.InvariantCulture),
        "sd" => string.Create(CultureInfo.InvariantCulture, $"k2345678901234567890123{i / 2:x9}"),
        "renamed" => i % 2 == 0 ? "renamed" : "k",
        _ => string.Create(CultureInfo.InvariantCulture, $"k{i}"),
    };
}

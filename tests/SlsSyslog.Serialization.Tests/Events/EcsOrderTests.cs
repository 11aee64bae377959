using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Events;

/// <summary>The names of a record are sorted in the order of the record before it when that order fits.</summary>
public class EcsOrderTests
{
    private static readonly string[] Names = ["b", "a.x", "a", "a.b.c", "c", "a..d", "_value", "b", "", "a.y", "\u00E4.z", "z"];

    [Fact]
    public void Format_RecordsOfOneTable_EqualsEachRecordAlone()
    {
        Random random = new(1);
        EcsFormatter formatter = new(new EcsOptions());
        LogRecordBuilder shared = new();
        for (int i = 0; i < 300; i++)
        {
            string[] names = [.. Names.Where(_ => random.Next(8) > 0)];
            if (random.Next(3) == 0)
            {
                random.Shuffle(names);
            }

            LogRecordBuilder alone = new();
            shared.Clear();
            for (int j = 0; j < names.Length; j++)
            {
                alone.AddField(names[j], $"{j}");
                shared.AddField(names[j], $"{j}");
            }

            Assert.Equal(Frames.Format(formatter, alone), Frames.Format(formatter, shared));
        }
    }
}

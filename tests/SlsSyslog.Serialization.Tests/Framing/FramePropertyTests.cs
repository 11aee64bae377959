using System.Globalization;
using System.Text;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Framing;

public class FramePropertyTests
{
    public static IEnumerable<object[]> PresetsAndFramings =>
        SyslogPresets.Names.SelectMany(name => Enum.GetValues<SyslogFraming>().Select(framing => new object[] { name, framing }));

    // A receiver must get exactly the messages that were appended, whatever the logs contain.
    [Theory]
    [MemberData(nameof(PresetsAndFramings))]
    public void Append_ArbitraryRecords_DecodeToOneMessageEach(string preset, SyslogFraming framing)
    {
        MessageOptions options = Messages.FromPreset(preset);
        IMessageFormatter formatter = options.CreateFormatter();
        using FrameBuffer frames = new(framing, options.MaxBytes, int.MaxValue / 64);
        foreach ((int seed, RecordModel model) in RecordCorpus.And(60))
        {
            int before = frames.Length;
            frames.Append(formatter, model.ToRecord(slack: seed % 70));
            Assert.True(frames.GetMessage(frames.Count - 1).Length <= options.MaxBytes, $"seed {seed}");
            Assert.True(frames.Length > before, $"seed {seed}");
        }

        List<byte[]> messages = Decode(frames, framing);

        Assert.Equal(frames.Count, messages.Count);
        for (int i = 0; i < messages.Count; i++)
        {
            Assert.Equal(frames.GetMessage(i).ToArray(), messages[i]);
            Assert.Equal((byte)'<', messages[i][0]);
            Assert.Equal(messages[i], Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(messages[i])));
        }
    }

    private static List<byte[]> Decode(FrameBuffer frames, SyslogFraming framing)
    {
        List<byte[]> messages = [];
        ReadOnlySpan<byte> rest = frames.Memory.Span;
        while (!rest.IsEmpty)
        {
            int start = 0;
            int end;
            int next;
            switch (framing)
            {
                case SyslogFraming.OctetCounting:
                    start = rest.IndexOf((byte)' ') + 1;
                    Assert.NotEqual((byte)'0', rest[0]);
                    end = next = start + int.Parse(rest[..(start - 1)], NumberStyles.None, CultureInfo.InvariantCulture);
                    break;
                case SyslogFraming.Datagram:
                    end = next = frames.FrameEnds[messages.Count] - (frames.Length - rest.Length);
                    break;
                default:
                    end = rest.IndexOf(framing == SyslogFraming.Nul ? (byte)0 : (byte)'\n');
                    next = end + 1;
                    break;
            }

            messages.Add(rest[start..end].ToArray());
            rest = rest[next..];
        }

        return messages;
    }
}

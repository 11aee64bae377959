using System.Text;

namespace SlsSyslog.Serialization.Tests.Formatting;

/// <summary>Compares escaped values with a simple definition, for every length of the message.</summary>
public class EscapedRunTests
{
    private static readonly string[] Parts = ["a", "bc", "0123456789abcdef0123456789abcdef0123456789", "\"", "\\", "\\\"", "=", "\n", "\u007F", "ä", "\u2028"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Write_SpecialBytesAtEveryPosition_EqualsTheDefinition(int seed)
    {
        Random random = new(seed);
        byte[] buffer = new byte[1024];
        for (int i = 0; i < 60; i++)
        {
            StringBuilder text = new();
            for (int parts = random.Next(30); parts > 0; parts--)
            {
                text.Append(Parts[random.Next(Parts.Length)]);
            }

            byte[] data = Encoding.UTF8.GetBytes(text.ToString());
            byte[] followed = [.. data, .. Encoding.ASCII.GetBytes(new string('"', random.Next(70)))];
            for (int room = 0; room < 200; room++)
            {
                SyslogWriter writer = new(buffer, room);
                writer.Write(followed, data.Length, JsonString.Escapes);
                string expected = Define(text.ToString(), room);
                Assert.Equal(expected, Encoding.UTF8.GetString(writer.WrittenSince(0)));
                Assert.Equal(expected != Define(text.ToString(), int.MaxValue), writer.IsTruncated);
            }
        }
    }

    [Fact]
    public void TryWritePlainPair_EveryLengthAndRoom_WritesAllOrNothing()
    {
        for (int length = 0; length < 100; length++)
        {
            WideText before = new(Encoding.ASCII.GetBytes(" " + new string('k', length % 70) + "="));
            WideText after = new(Encoding.ASCII.GetBytes(new string('l', (length * 7) % 90)));
            byte[] source = Encoding.ASCII.GetBytes(new string('v', length) + new string('=', VectorCopy.Width));
            int total = before.Length + length + after.Length;
            for (int room = Math.Max(0, total - 3); room <= total + 3; room++)
            {
                byte[] buffer = new byte[room + SyslogWriter.Slack + VectorCopy.Width];
                SyslogWriter writer = new(buffer.AsSpan(0, room + SyslogWriter.Slack), room);

                bool isWritten = writer.TryWritePlainPair(before, source, length, after, CefFormatter.Layout.ValueEscapes);

                byte[] expected = isWritten ? [.. before.Text, .. source.AsSpan(0, length), .. after.Text] : [];
                Assert.Equal(room >= total, isWritten);
                Assert.Equal(expected, writer.WrittenSince(0));
                Assert.False(buffer.AsSpan(room + SyslogWriter.Slack).ContainsAnyExcept((byte)0));
            }
        }
    }

    private static string Define(string text, int room)
    {
        StringBuilder written = new();
        foreach (char letter in text)
        {
            string escaped = letter switch
            {
                '"' or '\\' => $"\\{letter}",
                '\n' => "\\n",
                '\u007F' => "\\u007F",
                '\u2028' => "\\u2028",
                _ => letter.ToString(),
            };
            room -= Encoding.UTF8.GetByteCount(escaped);
            if (room < 0)
            {
                break;
            }

            written.Append(escaped);
        }

        return written.ToString();
    }
}

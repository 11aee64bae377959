using System.Text;

namespace SlsSyslog.Serialization.Tests.Support;

/// <summary>
/// Creates random records with special bytes of all grammars, control characters, invalid UTF-8, and long and empty values.
/// </summary>
internal sealed class RandomRecords(int seed)
{
    private static readonly string[] Specials =
    [
        "|", "||", "=", "\\", "\"", "]", "[", "^", "\t", "\n", "\r", "\r\n", "\0", "\u001f", "\u007f", "\u0080", "\u0085", "\u009f", "\u2028", "\u2029", "\\\u0085", "é", "中文", "😀", " ",
        "\\n", "\\u000A", "<14>1 - - - - - -", "17 ", "CEF:0|", "LEEF:2.0|", "{x}", "\u202e", "\ufeff", "__topic__", "a=b", "','",
    ];

    private static readonly byte[][] Broken =
    [
        [0xFF], [0xFE, 0xFF], [0x80], [0xBF, 0xBF, 0xBF, 0xBF, 0xBF], [0xC3], [0xE4, 0xB8], [0xF0, 0x9F, 0x98], [0xC0, 0xAF], [0xED, 0xA0, 0x80],
        [0xF4, 0x90, 0x80, 0x80], [0xE4, 0xC3],
    ];

    private readonly Random _random = new(seed);

    public RecordModel Next()
    {
        RecordModel model = new()
        {
            UnixSeconds = _random.Next(20) switch
            {
                0 => long.MaxValue,
                1 => long.MinValue,
                2 => -62_135_596_800,
                3 => 253_402_300_799,
                4 => 253_402_300_800,
                5 => 0,
                _ => _random.NextInt64(0, uint.MaxValue + 1L),
            },
            Nanoseconds = _random.Next(3) switch { 0 => 0, 1 => _random.Next(1000), _ => _random.Next(1_000_000_000) },
            Topic = Text(_random.Next(3) == 0 ? 300 : 30),
            Source = Text(_random.Next(3) == 0 ? 300 : 30),
        };
        Fill(model.Tags, _random.Next(4));
        Fill(model.Fields, _random.Next(8) == 0 ? 150 : _random.Next(15));
        return model;
    }

    public byte[] Text(int maxLength)
    {
        int length = _random.Next(4) == 0 ? 0 : _random.Next(maxLength);
        int kind = _random.Next(4);
        List<byte> text = [];
        while (text.Count < length)
        {
            switch (kind == 0 ? 9 : _random.Next(kind == 1 ? 30 : 10))
            {
                case 0:
                    text.AddRange(Encoding.UTF8.GetBytes(Specials[_random.Next(Specials.Length)]));
                    break;
                case 1:
                    text.AddRange(Broken[_random.Next(Broken.Length)]);
                    break;
                case 2:
                    text.Add((byte)_random.Next(256));
                    break;
                case 3:
                    text.AddRange(Encoding.UTF8.GetBytes(char.ConvertFromUtf32(_random.Next(0x80, 0xD800))));
                    break;
                default:
                    text.Add((byte)_random.Next('!', '~' + 1));
                    break;
            }
        }

        return [.. text];
    }

    private void Fill(List<KeyValuePair<byte[], byte[]>> pairs, int count)
    {
        for (int i = 0; i < count; i++)
        {
            byte[] key = pairs.Count > 0 && _random.Next(10) == 0 ? pairs[_random.Next(pairs.Count)].Key : Text(45);
            pairs.Add(new(key, Text(_random.Next(30) switch { 0 => 12_000, < 5 => 400, _ => 40 })));
        }
    }
}

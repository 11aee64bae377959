using System.Globalization;
using System.Text;

namespace SlsSyslog.Serialization.Tests.Support;

/// <summary>Makes JSON texts that use everything the grammar allows.</summary>
internal sealed class RandomJson(int seed)
{
    private static readonly string[] Keys =
        ["a", "b", "c", "user", "name", "a.b", "user.name", "", "0", "1", "\\u0061", "\\n", "a key with more than thirty-one bytes", "é", "\\ud83d\\ude00"];

    private static readonly string[] Scalars =
    [
        "0", "-0", "1", "-12.50", "1e5", "2E-7", "9007199254740993", "123456789012345678901234567890", "true", "false", "null", "\"\"", "\"x\"",
        "\"line\\nbreak\"", "\"\\u0000\\u001f\"", "\"\\ud800\"", "\"\\udc00\\ud800x\"", "\"\\ud83d\\ude00\"", "\"quote \\\" slash \\/ back \\\\\"",
        "\"ü€\U0001F600\"", "\"\u2028\u007f\u0085\"", "\"{\\\"a\\\":1}\"", "\"a text of more than thirty-two bytes, so that it needs two vectors\"",
    ];

    private readonly Random _random = new(seed);

    public string Next(int depth = 0)
    {
        StringBuilder text = new();
        WriteObject(text, depth);
        return text.ToString();
    }

    private void WriteObject(StringBuilder text, int depth)
    {
        text.Append('{');
        int count = _random.Next(depth > 10 ? 2 : 6);
        for (int i = 0; i < count; i++)
        {
            Space(text.Append(i == 0 ? "" : ","));
            Space(text.Append(CultureInfo.InvariantCulture, $"\"{Keys[_random.Next(Keys.Length)]}\""));
            Space(text.Append(':'));
            WriteValue(text, depth + 1);
            Space(text);
        }

        Space(text);
        text.Append('}');
    }

    private void WriteValue(StringBuilder text, int depth)
    {
        int kind = _random.Next(10);
        if (kind < 3)
        {
            WriteObject(text, depth);
            return;
        }

        if (kind > 3)
        {
            text.Append(Scalars[_random.Next(Scalars.Length)]);
            return;
        }

        text.Append('[');
        int count = _random.Next(4);
        for (int i = 0; i < count; i++)
        {
            Space(text.Append(i == 0 ? "" : ","));
            WriteValue(text, depth + 1);
        }

        text.Append(']');
    }

    private void Space(StringBuilder text) => text.Append(_random.Next(12) == 0 ? " \n\t\r"[.._random.Next(4)] : "");
}

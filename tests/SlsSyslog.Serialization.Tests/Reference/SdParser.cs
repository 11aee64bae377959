using System.Text;

namespace SlsSyslog.Serialization.Tests.Reference;

/// <summary>Parses structured data by the grammar of RFC 5424 6, then reverses the escapes of control characters.</summary>
internal static class SdParser
{
    public static List<(string Id, List<(string Name, string Value)> Parameters)> Parse(string text, out string rest)
    {
        List<(string, List<(string, string)>)> elements = [];
        int at = 0;
        while (at < text.Length && text[at] == '[')
        {
            at++;
            string id = ReadName(text, ref at);
            List<(string, string)> parameters = [];
            while (text[at] == ' ')
            {
                at++;
                string name = ReadName(text, ref at);
                Assert.Equal("=\"", text.Substring(at, 2));
                at += 2;
                StringBuilder value = new();
                while (text[at] != '"')
                {
                    Assert.NotEqual(']', text[at]);
                    value.Append(text[at] == '\\' ? text[at++] : "").Append(text[at++]);
                }

                at++;
                parameters.Add((name, Escapes.Undo(value.ToString(), keepsUnknown: false)));
            }

            Assert.Equal(']', text[at++]);
            elements.Add((id, parameters));
        }

        rest = text[at..];
        return elements;
    }

    private static string ReadName(string text, ref int at)
    {
        int start = at;
        while (text[at] is > ' ' and < '\x7f' and not '=' and not ']' and not '"')
        {
            at++;
        }

        Assert.InRange(at - start, 1, 32);
        return text[start..at];
    }
}

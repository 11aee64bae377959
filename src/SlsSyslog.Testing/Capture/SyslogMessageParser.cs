using System.Text.RegularExpressions;

namespace SlsSyslog.Testing;

/// <summary>
/// Parses messages strictly by the grammar of RFC 5424 section 6: lengths, characters, single spaces, unique SD-IDs. It is deliberately slow and
/// simple, so that it can verify the output of an optimized writer independently.
/// </summary>
public static partial class SyslogMessageParser
{
    private const int MaxHostNameLength = 255;
    private const int MaxAppNameLength = 48;
    private const int MaxProcIdLength = 128;
    private const int MaxMsgIdLength = 32;
    private const int MaxSdNameLength = 32;

    /// <summary>Parses a message.</summary>
    /// <param name="message">The message without framing.</param>
    /// <returns>The parts of the message.</returns>
    /// <exception cref="FormatException">The message violates the grammar. The exception message contains the position.</exception>
    public static ParsedSyslogMessage Parse(ReadOnlySpan<byte> message)
    {
        // Latin-1 has one character per byte, so that positions in the text are positions in the message.
        string text = Encoding.Latin1.GetString(message);
        int position = 0;
        int priority = ReadPriority(text, ref position);
        string version = ReadToken(text, ref position, 3, "VERSION");
        Require(VersionGrammar().IsMatch(version), position, "VERSION is a number from 1 to 999");
        string? timestamp = Nil(ReadToken(text, ref position, 32, "TIMESTAMP"));
        Require(timestamp is null || IsTimestamp(timestamp), position, $"'{timestamp}' is not a TIMESTAMP");
        string? host = Nil(ReadToken(text, ref position, MaxHostNameLength, "HOSTNAME"));
        string? app = Nil(ReadToken(text, ref position, MaxAppNameLength, "APP-NAME"));
        string? process = Nil(ReadToken(text, ref position, MaxProcIdLength, "PROCID"));
        string? id = Nil(ReadToken(text, ref position, MaxMsgIdLength, "MSGID"));
        List<SyslogElement> elements = ReadStructuredData(text, ref position);
        if (position < text.Length)
        {
            Require(text[position++] == ' ', position, "one space before MSG");
        }

        ReadOnlySpan<byte> body = message[position..];
        bool hasMark = body.StartsWith(Encoding.UTF8.Preamble);
        return new ParsedSyslogMessage
        {
            Priority = priority,
            Version = int.Parse(version, CultureInfo.InvariantCulture),
            Timestamp = timestamp,
            HostName = host,
            AppName = app,
            ProcId = process,
            MsgId = id,
            StructuredData = elements,
            HasByteOrderMark = hasMark,
            Message = (hasMark ? body[Encoding.UTF8.Preamble.Length..] : body).ToArray(),
        };
    }

    // PRI = "<" 1*3DIGIT ">", 0 to 191, no leading zero
    private static int ReadPriority(string text, ref int position)
    {
        Match match = PriorityGrammar().Match(text);
        Require(match.Success, 0, "PRI is '<', a number from 0 to 191 without leading zeros, '>'");
        position = match.Length;
        int priority = int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        Require(priority <= 191, 0, "PRI is at most 191");
        return priority;
    }

    private static string ReadToken(string text, ref int position, int maxLength, string name)
    {
        int end = text.IndexOf(' ', position);
        Require(end > position, position, $"{name} and one space");
        string token = text[position..end];
        Require(token.Length <= maxLength, position, $"{name} has at most {maxLength} characters");
        Require(token.All(IsPrintable), position, $"{name} has characters 33 to 126 only");
        position = end + 1;
        return token;
    }

    private static List<SyslogElement> ReadStructuredData(string text, ref int position)
    {
        List<SyslogElement> elements = new();
        Require(position < text.Length, position, "STRUCTURED-DATA");
        if (text[position] == '-')
        {
            position++;
            return elements;
        }

        Require(text[position] == '[', position, "STRUCTURED-DATA begins with '-' or '['");
        while (position < text.Length && text[position] == '[')
        {
            position++;
            SyslogElement element = ReadElement(text, ref position);
            Require(elements.All(other => other.Id != element.Id), position, $"SD-ID {element.Id} occurs more than once");
            elements.Add(element);
        }

        return elements;
    }

    // SD-ELEMENT = "[" SD-ID *(SP SD-PARAM) "]", SD-PARAM = PARAM-NAME "=" %d34 PARAM-VALUE %d34
    private static SyslogElement ReadElement(string text, ref int position)
    {
        string id = ReadName(text, ref position, "SD-ID");
        List<KeyValuePair<string, string>> parameters = new();
        while (position < text.Length && text[position] == ' ')
        {
            position++;
            string name = ReadName(text, ref position, "PARAM-NAME");
            Require(position + 1 < text.Length && text[position] == '=' && text[position + 1] == '"', position, "'=\"' after PARAM-NAME");
            position += 2;
            parameters.Add(new(name, ReadValue(text, ref position)));
        }

        Require(position < text.Length && text[position] == ']', position, "']' at the end of an element");
        position++;
        return new SyslogElement(id, parameters);
    }

    private static string ReadName(string text, ref int position, string name)
    {
        int start = position;
        while (position < text.Length && IsPrintable(text[position]) && text[position] is not ('=' or ']' or '"'))
        {
            position++;
        }

        Require(position - start is > 0 and <= MaxSdNameLength, start, $"{name} of 1 to {MaxSdNameLength} characters");
        return text[start..position];
    }

    private static string ReadValue(string text, ref int position)
    {
        StringBuilder value = new();
        for (; position < text.Length && text[position] != '"'; position++)
        {
            Require(text[position] != ']', position, "']' is escaped in PARAM-VALUE");

            // a backslash before any other character is an ordinary character
            bool isEscape = text[position] == '\\' && position + 1 < text.Length && text[position + 1] is '"' or '\\' or ']'
                && text[position] == '\\';
            position += isEscape ? 1 : 0;
            value.Append(text[position]);
        }

        Require(position < text.Length, position, "'\"' at the end of PARAM-VALUE");
        position++;
        return Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(value.ToString()));
    }

    private static bool IsTimestamp(string text) =>
        TimestampGrammar().IsMatch(text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsPrintable(char character) => character is >= '!' and <= '~';

    private static string? Nil(string token) => token == "-" ? null : token;

    private static void Require(bool condition, int position, string expected)
    {
        if (!condition)
        {
            throw new FormatException($"The message does not conform to RFC 5424 at byte {position}: {expected}.");
        }
    }

    [GeneratedRegex("^<(0|[1-9][0-9]{0,2})>")]
    private static partial Regex PriorityGrammar();

    [GeneratedRegex("^[1-9][0-9]{0,2}$")]
    private static partial Regex VersionGrammar();

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-5][0-9]:[0-5][0-9](\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-5][0-9])$")]
    private static partial Regex TimestampGrammar();
}

using System.Text;

namespace SlsSyslog.Serialization;

// The constants and escapes of the key-value body, compiled from its options.
internal static class KeyValueGrammar
{
    private const int LongestSign = 16;

    public static PairWriter Compile(KeyValueOptions options, OptionFaults faults)
    {
        bool isUsable = CheckSign(options.Separator, nameof(options.Separator), faults)
            & CheckSign(options.PairSign, nameof(options.PairSign), faults);
        if (isUsable && options.Separator[0] == options.PairSign[0])
        {
            faults.Add(nameof(options.PairSign), "it begins with the same character as Separator, so pairs could not be told apart. Write another.");
        }

        byte[] separator = Encoding.ASCII.GetBytes(isUsable ? options.Separator : "||");
        byte[] pairSign = Encoding.ASCII.GetBytes(isUsable ? options.PairSign : "=");
        PairLayout layout = new(
            separator,
            pairSign,
            [],
            KeyStyle.Text,
            new EscapeSet([(byte)'\\', separator[0], pairSign[0]]),
            new EscapeSet([(byte)'\\', separator[0]]));
        return new(layout, FieldRules.Compile(options.Fields, faults, options.MarkTruncation), options.MarkTruncation);
    }

    private static bool CheckSign(string? sign, string option, OptionFaults faults)
    {
        bool isUsable = sign is { Length: > 0 and <= LongestSign }
            && sign.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0
            && !char.IsAsciiLetterOrDigit(sign[0])
            && sign[0] != '\\';
        if (!isUsable)
        {
            faults.Add(option, $"write 1 to {LongestSign} printable ASCII characters, the first no letter, digit or backslash.");
        }

        return isUsable;
    }
}

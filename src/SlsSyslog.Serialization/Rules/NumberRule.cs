using System.Buffers.Text;

namespace SlsSyslog.Serialization;

/// <summary>Holds when a value is a number greater than a limit. A value that is not a number never matches.</summary>
internal sealed class NumberRule(RuleField field, double limit) : Rule
{
    public override ulong GetRequiredKeys() => field.KeyBit;

    public override bool Matches(scoped in LogRecord record, MappedEvent? mapped)
    {
        ReadOnlySpan<byte> value = field.Find(in record, mapped);
        return !value.IsEmpty && Utf8Parser.TryParse(value, out double number, out int consumed) && consumed == value.Length && number > limit;
    }
}

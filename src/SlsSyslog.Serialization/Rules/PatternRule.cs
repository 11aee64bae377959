using System.Text.RegularExpressions;

namespace SlsSyslog.Serialization;

/// <summary>Holds when an expression matches the first 16 KiB of a value. A match that takes longer than the limit does not count.</summary>
internal sealed class PatternRule(RuleField field, Regex expression) : Rule
{
    public static readonly TimeSpan TimeLimit = TimeSpan.FromMilliseconds(100);

    private const int MaxValueLength = 16 * 1024;
    private const int StackLength = 256;

    /// <summary>Compiles an expression, so that the effort of a match is linear in the length of the value.</summary>
    /// <exception cref="ArgumentException">The expression is not valid.</exception>
    /// <exception cref="NotSupportedException">The expression can only be matched by backtracking, or is too large.</exception>
    public static Regex Compile(string pattern, bool ignoresCase) => new(
        pattern,
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | (ignoresCase ? RegexOptions.IgnoreCase : RegexOptions.None),
        TimeLimit);

    public override ulong GetRequiredKeys() => field.KeyBit;

    public override bool Matches(scoped in LogRecord record, MappedEvent? mapped)
    {
        ReadOnlySpan<byte> value = field.Find(in record, mapped);
        if (value.IsEmpty)
        {
            return false;
        }

        value = value[..Utf8Cut.FitLength(value, MaxValueLength)];
        if (value.Length <= StackLength)
        {
            Span<char> room = stackalloc char[StackLength];
            return IsMatch(room[..Encoding.UTF8.GetChars(value, room)]);
        }

        char[] rented = ArrayPool<char>.Shared.Rent(value.Length);
        try
        {
            return IsMatch(rented.AsSpan(0, Encoding.UTF8.GetChars(value, rented)));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(rented);
        }
    }

    private bool IsMatch(scoped ReadOnlySpan<char> text)
    {
        try
        {
            return expression.IsMatch(text);
        }
        catch (RegexMatchTimeoutException) // the expression is too slow for this value
        {
            return false;
        }
    }
}

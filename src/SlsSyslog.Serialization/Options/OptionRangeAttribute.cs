namespace SlsSyslog.Serialization;

/// <summary>Declares the smallest and the largest allowed value of an option. Validation, documentation and JSON schema all use it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OptionRangeAttribute : Attribute
{
    /// <summary>Initializes a new instance of the class for an <see cref="int"/> or <see cref="long"/> option.</summary>
    /// <param name="minimum">The smallest allowed value.</param>
    /// <param name="maximum">The largest allowed value.</param>
    public OptionRangeAttribute(long minimum, long maximum)
    {
        Minimum = minimum;
        Maximum = maximum;
    }

    /// <summary>Initializes a new instance of the <see cref="OptionRangeAttribute"/> class for a <see cref="TimeSpan"/> option.</summary>
    /// <param name="minimum">The shortest allowed time as <c>[d.]hh:mm:ss[.fffffff]</c>.</param>
    /// <param name="maximum">The longest allowed time as <c>[d.]hh:mm:ss[.fffffff]</c>.</param>
    public OptionRangeAttribute(string minimum, string maximum)
    {
        Minimum = TimeSpan.Parse(minimum, CultureInfo.InvariantCulture);
        Maximum = TimeSpan.Parse(maximum, CultureInfo.InvariantCulture);
    }

    /// <summary>Gets the smallest allowed value: a <see cref="long"/> or a <see cref="TimeSpan"/>.</summary>
    public IComparable Minimum { get; }

    /// <summary>Gets the largest allowed value, of the same type as <see cref="Minimum"/>.</summary>
    public IComparable Maximum { get; }

    // The maximum of the type is not a limit that a user can exceed.
    private bool HasMaximum => Maximum is not (long.MaxValue or (long)int.MaxValue);

    /// <summary>Returns the range as a part of a sentence.</summary>
    /// <returns>For example <c>from 1 to 64</c> or <c>of 0 or more</c>.</returns>
    public override string ToString() => HasMaximum
        ? $"from {OptionErrors.Format(Minimum)} to {OptionErrors.Format(Maximum)}"
        : $"of {OptionErrors.Format(Minimum)} or more";

    internal bool Contains(object value)
    {
        object comparable = value is int number ? (long)number : value;
        return Minimum.CompareTo(comparable) <= 0 && Maximum.CompareTo(comparable) >= 0;
    }
}

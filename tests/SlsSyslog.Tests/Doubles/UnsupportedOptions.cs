using SlsSyslog.Serialization;

namespace SlsSyslog.Tests;

/// <summary>Options with a property of any type.</summary>
internal sealed class UnsupportedOptions<T> : IValidatedOptions
{
    public T? Value { get; set; }

    public void Validate(OptionErrors errors)
    {
        // Nothing can be invalid.
    }
}

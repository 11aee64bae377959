using SlsSyslog.Serialization;

namespace SlsSyslog.Tests;

internal sealed class PrefixOptions : IValidatedOptions
{
    public string Prefix { get; set; } = "";

    public void Validate(OptionErrors errors)
    {
        if (Prefix.Length == 0)
        {
            errors.Add(nameof(Prefix), "The value is missing.", "Specify a prefix.");
        }
    }
}

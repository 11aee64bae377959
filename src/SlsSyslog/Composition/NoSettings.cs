namespace SlsSyslog;

/// <summary>The options of a body formatter that has none.</summary>
internal sealed class NoSettings : IValidatedOptions
{
    public void Validate(OptionErrors errors)
    {
        // Nothing can be invalid.
    }
}

namespace SlsSyslog;

/// <summary>Selects a body formatter of the user. It writes what it wants, so selecting and masking fields has no effect on it.</summary>
internal sealed class CustomBodyOptions(IValidatedOptions settings, Func<IMessageFormatter> create) : BodyOptions
{
    // Internal, so that it is not a key itself: configuration binds onto the settings.
    internal IValidatedOptions Settings => settings;

    public override void Validate(OptionErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        errors.Validate(settings);
    }

    public override IMessageFormatter? CreateFormatter(MessageOptions message) => create();

    /// <summary>Returns the descriptor of a formatter that has no options.</summary>
    public static BodyFormat Describe(string name, Func<IMessageFormatter> create) =>
        new(name, () => new CustomBodyOptions(new NoSettings(), create));

    /// <summary>Returns the descriptor of a formatter that is created for its options.</summary>
    public static BodyFormat Describe<TOptions>(string name, Func<TOptions, IMessageFormatter> create)
        where TOptions : class, IValidatedOptions, new() => new(name, () =>
        {
            TOptions settings = new();
            return new CustomBodyOptions(settings, () => create(settings));
        });
}

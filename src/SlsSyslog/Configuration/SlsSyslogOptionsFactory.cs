namespace SlsSyslog;

/// <summary>Creates the options. The message of the exception for invalid options has one line for each error.</summary>
internal sealed class SlsSyslogOptionsFactory(
    IEnumerable<IConfigureOptions<SlsSyslogOptions>> setups,
    IEnumerable<IPostConfigureOptions<SlsSyslogOptions>> postConfigures,
    IEnumerable<IValidateOptions<SlsSyslogOptions>> validations) : IOptionsFactory<SlsSyslogOptions>
{
    private readonly OptionsFactory<SlsSyslogOptions> _factory = new(setups, postConfigures, validations);

    public SlsSyslogOptions Create(string name)
    {
        try
        {
            return _factory.Create(name);
        }
        catch (OptionsValidationException exception)
        {
            throw new InvalidOptionsException(exception);
        }
    }
}

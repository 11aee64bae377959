namespace SlsSyslog;

/// <summary>The exception for invalid options. Its message has one line for each error, for hosts that only print it.</summary>
internal sealed class InvalidOptionsException(OptionsValidationException exception)
    : OptionsValidationException(exception.OptionsName, exception.OptionsType, exception.Failures)
{
    public override string Message => $"The options are invalid.{Environment.NewLine}{string.Join(Environment.NewLine, Failures)}";
}

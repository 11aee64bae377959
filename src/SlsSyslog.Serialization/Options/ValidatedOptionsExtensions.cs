namespace SlsSyslog.Serialization;

/// <summary>Validates options outside of a configuration.</summary>
public static class ValidatedOptionsExtensions
{
    /// <summary>Validates the options.</summary>
    /// <param name="options">The options to validate.</param>
    /// <returns>Every error, sorted by path; empty when the options are valid.</returns>
    public static IReadOnlyCollection<OptionError> Validate(this IValidatedOptions options)
    {
        OptionErrors errors = new();
        errors.Validate(options);
        return errors.All;
    }

    /// <summary>Throws an exception if the options are invalid.</summary>
    /// <param name="options">The options to validate.</param>
    /// <param name="paramName">The name of the parameter that holds the options.</param>
    /// <exception cref="ArgumentException">At least one option is invalid. The message lists every error with its fix.</exception>
    public static void ThrowIfInvalid(this IValidatedOptions options, string? paramName = null)
    {
        OptionErrors errors = new();
        errors.Validate(options);
        errors.ThrowIfAny(paramName);
    }
}

using Microsoft.Extensions.Options;
using SlsSyslog.Serialization;

namespace SlsSyslog.AspNetCore;

/// <summary>Reports every error of the options together.</summary>
internal sealed class StatusPageOptionsValidator : IValidateOptions<StatusPageOptions>
{
    public ValidateOptionsResult Validate(string? name, StatusPageOptions options)
    {
        OptionErrors errors = new();
        errors.Validate(nameof(StatusPageOptions), options);
        return errors.All.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors.All.Select(error => error.ToString()));
    }
}

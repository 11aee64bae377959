using Microsoft.Extensions.Options;
using SlsSyslog.Serialization;

namespace SlsSyslog.FunctionCompute;

/// <summary>Reports every error of the options together.</summary>
internal sealed class FunctionComputeOptionsValidator : IValidateOptions<FunctionComputeOptions>
{
    public ValidateOptionsResult Validate(string? name, FunctionComputeOptions options)
    {
        OptionErrors errors = new();
        errors.Validate(nameof(FunctionComputeOptions), options);
        return errors.All.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors.All.Select(error => error.ToString()));
    }
}

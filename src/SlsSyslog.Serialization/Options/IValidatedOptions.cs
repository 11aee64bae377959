using System.Diagnostics.CodeAnalysis;

namespace SlsSyslog.Serialization;

/// <summary>
/// Represents options that report all of their errors together. Public properties with a setter, lists and dictionaries of strings, and properties
/// that are <see cref="IValidatedOptions"/> themselves are configuration keys of the same name.
/// </summary>
[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)]
public interface IValidatedOptions
{
    /// <summary>
    /// Adds an error for each rule that a value violates. Ranges declared with <see cref="OptionRangeAttribute"/> and undefined
    /// enumeration values are already reported when this method is called. Nested options are validated with
    /// <see cref="OptionErrors.Validate(string, IValidatedOptions)"/>.
    /// </summary>
    /// <param name="errors">The collection that receives the errors.</param>
    void Validate(OptionErrors errors);
}

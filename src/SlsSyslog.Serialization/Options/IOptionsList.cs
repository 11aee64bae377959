namespace SlsSyslog.Serialization;

/// <summary>Represents a list of nested options to which configuration adds items.</summary>
public interface IOptionsList
{
    /// <summary>Adds an item with default values.</summary>
    /// <returns>The item.</returns>
    IValidatedOptions AddNew();
}

using System.Collections.ObjectModel;

namespace SlsSyslog.Serialization;

/// <summary>Represents a list of nested options.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public sealed class OptionsList<T> : Collection<T>, IOptionsList
    where T : IValidatedOptions, new()
{
    /// <inheritdoc/>
    public IValidatedOptions AddNew()
    {
        T item = new();
        Add(item);
        return item;
    }

    /// <inheritdoc/>
    protected override void InsertItem(int index, T item)
    {
        ArgumentNullException.ThrowIfNull(item);
        base.InsertItem(index, item);
    }

    /// <inheritdoc/>
    protected override void SetItem(int index, T item)
    {
        ArgumentNullException.ThrowIfNull(item);
        base.SetItem(index, item);
    }
}

namespace SlsSyslog.ConsumerGroups;

/// <summary>One thing that is wrong with the options of a source.</summary>
/// <param name="Property">The property's name.</param>
/// <param name="Problem">What is wrong, to be read behind the name: <c>is empty</c>.</param>
/// <param name="Mend">What to do: <c>write the name of the project</c>.</param>
public sealed record SourceOptionFault(string Property, string Problem, string Mend)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Property} {Problem}: {Mend}";
}

namespace SlsSyslog.Transports;

/// <summary>One mistake in a transport's options.</summary>
/// <param name="Property">The property's name.</param>
/// <param name="Problem">What is wrong with its value, to be read behind the name.</param>
/// <param name="Mend">What to do about it.</param>
public sealed record TransportOptionFault(string Property, string Problem, string Mend)
{
    /// <summary>The mistake as one sentence.</summary>
    /// <returns>For example <c>SendBufferBytes is 12: set at least 4096.</c></returns>
    public override string ToString() => $"{Property} {Problem}: {Mend}.";
}

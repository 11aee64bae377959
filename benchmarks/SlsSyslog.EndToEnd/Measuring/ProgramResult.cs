namespace SlsSyslog.EndToEnd;

/// <summary>All rounds of a program in a scenario.</summary>
internal sealed record ProgramResult(string Program, IReadOnlyList<RoundResult> Rounds)
{
    public double Median(Func<RoundResult, double> read) => Statistics.Median(Rounds.Select(read));

    /// <summary>Gets the median of what a program may not report.</summary>
    public double? Median(Func<RoundResult, double?> read) =>
        Rounds.All(round => read(round) is not null) ? Statistics.Median(Rounds.Select(round => read(round)!.Value)) : null;
}

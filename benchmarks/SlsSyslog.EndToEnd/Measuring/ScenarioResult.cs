namespace SlsSyslog.EndToEnd;

/// <summary>The programs of a scenario, measured in turns.</summary>
internal sealed record ScenarioResult(Scenario Scenario, double BytesPerRecord, IReadOnlyList<ProgramResult> Programs)
{
    public ProgramResult? Find(string program) => Programs.FirstOrDefault(result => result.Program == program);
}

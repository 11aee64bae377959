namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class ConsumerNameTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("slssyslog-test-").FullName;

    [Fact]
    public void Acquire_FirstOnThisHost_GetsSlotZeroAgainAfterARestart()
    {
        string name;
        using (ConsumerName first = ConsumerName.Acquire("scope", _folder))
        {
            name = first.Value;
        }

        using ConsumerName again = ConsumerName.Acquire("scope", _folder);
        Assert.EndsWith("-0", name, StringComparison.Ordinal);
        Assert.Equal(name, again.Value);
    }

    [Fact]
    public void Acquire_SlotIsTaken_GetsTheNextSlot()
    {
        using ConsumerName first = ConsumerName.Acquire("scope", _folder);
        using ConsumerName second = ConsumerName.Acquire("scope", _folder);
        using ConsumerName elsewhere = ConsumerName.Acquire("another scope", _folder);

        Assert.EndsWith("-0", first.Value, StringComparison.Ordinal);
        Assert.EndsWith("-1", second.Value, StringComparison.Ordinal);
        Assert.EndsWith("-0", elsewhere.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Acquire_FolderIsNotWritable_FallsBackToTheProcessId()
    {
        using ConsumerName name = ConsumerName.Acquire("scope", Path.Combine(_folder, "absent"));

        Assert.EndsWith($"-p{Environment.ProcessId}", name.Value, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

namespace SlsSyslog.Testing;

/// <summary>Tracks which ids of one shard have arrived.</summary>
internal sealed class ArrivedIds
{
    private int _highest = -1;

    public List<byte> Arrivals { get; } = [];

    public long Received { get; private set; }

    public int CompleteUpTo { get; private set; }

    public long Repeated { get; private set; }

    public long OutOfOrder { get; private set; }

    public IEnumerable<int> Missing => Enumerable.Range(0, Arrivals.Count).Where(number => Arrivals[number] == 0);

    public void Arrive(int number)
    {
        if (Arrivals[number] != 0)
        {
            Repeated++;
            return;
        }

        Arrivals[number] = 1;
        Received++;
        OutOfOrder += number < _highest ? 1 : 0;
        _highest = Math.Max(_highest, number);
        while (CompleteUpTo < Arrivals.Count && Arrivals[CompleteUpTo] != 0)
        {
            CompleteUpTo++;
        }
    }
}

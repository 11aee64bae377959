using System.Buffers.Text;
using System.Text;

namespace SlsSyslog.Testing;

/// <summary>
/// The book of a delivery test: hands out unique ids on the sending side, ticks them off on the receiving side, and tells what is
/// missing, repeated or out of order. One byte an id; safe to use from several threads.
/// </summary>
/// <remarks>An id reads <c>{name}-{shard}-{number}.</c> with numbers from 0 up; the full stop at its end keeps a cut id from counting as another one.</remarks>
public sealed class DeliveryLedger
{
    private const int MissingIdsShown = 100;
    private readonly Lock _gate = new();
    private readonly SortedDictionary<int, Page> _pages = [];
    private readonly byte[] _mark;
    private long _unknown;

    /// <summary>Makes an empty ledger.</summary>
    /// <param name="name">The first part of every id: at least one ASCII letter or digit, nothing else.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or has other characters.</exception>
    public DeliveryLedger(string name = "ledger")
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!name.All(char.IsAsciiLetterOrDigit))
        {
            throw new ArgumentException("The name of a ledger is made of ASCII letters and digits only.", nameof(name));
        }

        Name = name;
        _mark = Encoding.ASCII.GetBytes(name + "-");
    }

    /// <summary>The first part of every id.</summary>
    public string Name { get; }

    /// <summary>Enters one more id for a shard and returns it; write it into exactly one log of that shard.</summary>
    /// <param name="shard">The shard, or any other number within which order matters; not negative.</param>
    /// <returns>The new id.</returns>
    public string Put(int shard)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(shard);
        lock (_gate)
        {
            if (!_pages.TryGetValue(shard, out Page? page))
            {
                _pages[shard] = page = new Page();
            }

            page.Arrivals.Add(0);
            return $"{Name}-{shard}-{page.Arrivals.Count - 1}.";
        }
    }

    /// <summary>Ticks off the first id found in a received message.</summary>
    /// <param name="message">The message, or any bytes that hold the id.</param>
    /// <returns>Whether an id of this ledger was found.</returns>
    public bool Receive(ReadOnlySpan<byte> message)
    {
        bool found = TryFind(message, out int shard, out int number);
        lock (_gate)
        {
            if (!found || !_pages.TryGetValue(shard, out Page? page) || number >= page.Arrivals.Count)
            {
                _unknown++;
                return false;
            }

            page.Arrive(number);
            return true;
        }
    }

    /// <summary>Whether every id that was put in has come out.</summary>
    public bool IsComplete
    {
        get
        {
            lock (_gate)
            {
                return _pages.Values.All(page => page.Received == page.Arrivals.Count);
            }
        }
    }

    /// <summary>How many different ids have come out.</summary>
    public long Received
    {
        get
        {
            lock (_gate)
            {
                return _pages.Values.Sum(page => page.Received);
            }
        }
    }

    /// <summary>How many ids of a shard have been put in.</summary>
    /// <param name="shard">The shard.</param>
    /// <returns>The count, 0 for a shard without ids.</returns>
    public int SentOf(int shard)
    {
        lock (_gate)
        {
            return _pages.TryGetValue(shard, out Page? page) ? page.Arrivals.Count : 0;
        }
    }

    /// <summary>How many ids of a shard, from its first one on, have all come out: what a checkpoint may cover.</summary>
    /// <param name="shard">The shard.</param>
    /// <returns>The count of ids before the first missing one.</returns>
    public int CompleteUpTo(int shard)
    {
        lock (_gate)
        {
            return _pages.TryGetValue(shard, out Page? page) ? page.CompleteUpTo : 0;
        }
    }

    /// <summary>Counts up.</summary>
    /// <returns>The figures of this moment.</returns>
    public DeliveryReport Report()
    {
        lock (_gate)
        {
            long sent = _pages.Values.Sum(page => (long)page.Arrivals.Count);
            long received = _pages.Values.Sum(page => page.Received);
            IEnumerable<string> missing = _pages.SelectMany(entry => entry.Value.Missing.Select(number => $"{Name}-{entry.Key}-{number}.")).Take(MissingIdsShown);
            return new DeliveryReport(sent, received, sent - received, _pages.Values.Sum(page => page.Repeated),
                _pages.Values.Sum(page => page.OutOfOrder), _unknown, [.. missing]);
        }
    }

    private bool TryFind(ReadOnlySpan<byte> message, out int shard, out int number)
    {
        shard = number = 0;
        int at = message.IndexOf(_mark);
        if (at < 0)
        {
            return false;
        }

        ReadOnlySpan<byte> rest = message[(at + _mark.Length)..];
        if (!Utf8Parser.TryParse(rest, out shard, out int used) || shard < 0 || used >= rest.Length || rest[used] != (byte)'-')
        {
            return false;
        }

        rest = rest[(used + 1)..];
        return Utf8Parser.TryParse(rest, out number, out used) && number >= 0 && used < rest.Length && rest[used] == (byte)'.';
    }

    private sealed class Page
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
}

using System.Buffers.Text;

namespace SlsSyslog.Testing;

/// <summary>
/// Tracks a delivery test: creates unique ids on the sending side, checks them off on the receiving side, and reports missing, repeated and
/// reordered ids. It uses one byte per id and is thread-safe.
/// </summary>
/// <remarks>The format of an id is <c>{name}-{shard}-{number}.</c> from 0. The final period shows that the id is not truncated.</remarks>
public sealed class DeliveryLedger
{
    private const int MissingIdsShown = 100;
    private readonly Lock _lock = new();
    private readonly SortedDictionary<int, ArrivedIds> _pages = [];
    private readonly byte[] _mark;
    private long _unknown;

    /// <summary>Initializes a new instance of the <see cref="DeliveryLedger"/> class.</summary>
    /// <param name="name">The first part of every id: one or more ASCII letters or digits.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or has other characters.</exception>
    public DeliveryLedger(string name = "ledger")
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!name.All(char.IsAsciiLetterOrDigit))
        {
            throw new ArgumentException("The name of the ledger is not valid. Specify ASCII letters and digits only.", nameof(name));
        }

        Name = name;
        _mark = Encoding.ASCII.GetBytes(name + "-");
    }

    /// <summary>Gets the first part of every id.</summary>
    public string Name { get; }

    /// <summary>Creates an id for a shard. Write it into exactly one log of that shard.</summary>
    /// <param name="shard">The shard, or another number within which order matters. Not negative.</param>
    /// <returns>The new id.</returns>
    public string Put(int shard)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(shard);
        lock (_lock)
        {
            if (!_pages.TryGetValue(shard, out ArrivedIds? page))
            {
                _pages[shard] = page = new ArrivedIds();
            }

            page.Arrivals.Add(0);
            return $"{Name}-{shard}-{page.Arrivals.Count - 1}.";
        }
    }

    /// <summary>Checks off the first id found in a received message.</summary>
    /// <param name="message">The message, or any bytes that contain the id.</param>
    /// <returns><see langword="true"/> if an id of this ledger was found; otherwise, <see langword="false"/>.</returns>
    public bool Receive(ReadOnlySpan<byte> message)
    {
        bool found = TryFind(message, out int shard, out int number);
        lock (_lock)
        {
            if (!found || !_pages.TryGetValue(shard, out ArrivedIds? page) || number >= page.Arrivals.Count)
            {
                _unknown++;
                return false;
            }

            page.Arrive(number);
            return true;
        }
    }

    /// <summary>Gets a value that indicates whether all created ids were received.</summary>
    public bool IsComplete
    {
        get
        {
            lock (_lock)
            {
                return _pages.Values.All(page => page.Received == page.Arrivals.Count);
            }
        }
    }

    /// <summary>Gets the number of distinct received ids.</summary>
    public long Received
    {
        get
        {
            lock (_lock)
            {
                return _pages.Values.Sum(page => page.Received);
            }
        }
    }

    /// <summary>Gets the number of created ids of a shard.</summary>
    /// <param name="shard">The shard.</param>
    /// <returns>The count, or 0 for a shard without ids.</returns>
    public int SentOf(int shard)
    {
        lock (_lock)
        {
            return _pages.TryGetValue(shard, out ArrivedIds? page) ? page.Arrivals.Count : 0;
        }
    }

    /// <summary>Gets the number of ids of a shard before the first missing one. A checkpoint may cover these.</summary>
    /// <param name="shard">The shard.</param>
    /// <returns>The count.</returns>
    public int CompleteUpTo(int shard)
    {
        lock (_lock)
        {
            return _pages.TryGetValue(shard, out ArrivedIds? page) ? page.CompleteUpTo : 0;
        }
    }

    /// <summary>Creates a report.</summary>
    /// <returns>The current figures.</returns>
    public DeliveryReport Report()
    {
        lock (_lock)
        {
            long sent = _pages.Values.Sum(page => (long)page.Arrivals.Count);
            long received = _pages.Values.Sum(page => page.Received);
            IEnumerable<string> missing = _pages
                .SelectMany(entry => entry.Value.Missing.Select(number => $"{Name}-{entry.Key}-{number}."))
                .Take(MissingIdsShown);
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
}

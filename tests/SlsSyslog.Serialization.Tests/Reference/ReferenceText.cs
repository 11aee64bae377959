using System.Buffers;
using System.Text;

namespace SlsSyslog.Serialization.Tests.Reference;

/// <summary>
/// Implements the writer as a slow list: every character or escape is one piece, a piece is complete or absent, and nothing follows a piece
/// that did not fit, except what closes a construct.
/// </summary>
internal sealed class ReferenceText(int limit)
{
    private readonly List<byte> _bytes = [];
    private int _reserved;

    public bool IsTruncated { get; private set; }

    public bool IsSanitized { get; private set; }

    public int Length => _bytes.Count;

    public byte[] ToArray() => [.. _bytes];

    public void Sanitize() => IsSanitized = true;

    public void Reserve(int bytes)
    {
        IsTruncated |= bytes > limit - _reserved - _bytes.Count;
        _reserved += bytes;
    }

    public void Close(string text, int reserved)
    {
        _reserved -= reserved;
        _bytes.AddRange(Encoding.UTF8.GetBytes(text));
    }

    public void Patch(int index, char letter) => _bytes[index] = (byte)letter;

    public void Add(string piece) => Add(Encoding.UTF8.GetBytes(piece));

    public void Add(byte[] piece)
    {
        IsTruncated |= _bytes.Count + piece.Length > limit - _reserved;
        if (!IsTruncated)
        {
            _bytes.AddRange(piece);
        }
    }

    /// <summary>Adds data piece by piece: the escape of each character that has one, otherwise the character.</summary>
    public void AddData(byte[] data, Func<Rune, Rune?, string?> escape)
    {
        for (ReadOnlySpan<byte> rest = data; rest.Length > 0;)
        {
            bool isValid = Rune.DecodeFromUtf8(rest, out Rune rune, out int consumed) == OperationStatus.Done;
            rest = rest[consumed..];
            Rune.DecodeFromUtf8(rest, out Rune next, out _);
            Add(escape(rune, rest.IsEmpty ? null : next) ?? rune.ToString());
            IsSanitized |= !isValid && !IsTruncated;
        }
    }

    /// <summary>Adds a pair: complete up to its value, with a value that is cut if necessary, and closed.</summary>
    public void AddPair(
        string open, byte[] key, Func<Rune, Rune?, string?> keyEscape, string middle, byte[] value, Func<Rune, Rune?, string?> valueEscape, string close)
    {
        ReferenceText head = new(int.MaxValue);
        head.Add(open);
        head.AddData(key, keyEscape);
        head.Add(middle);
        Reserve(close.Length);
        Add(head.ToArray());
        if (IsTruncated)
        {
            _reserved -= close.Length;
            return;
        }

        IsSanitized |= head.IsSanitized;
        AddData(value, valueEscape);
        Close(close, close.Length);
    }

    /// <summary>Adds a separately built piece, completely or not at all.</summary>
    public void AddWhole(ReferenceText piece)
    {
        Add(piece.ToArray());
        IsSanitized |= piece.IsSanitized && !IsTruncated;
    }

    public void AssertEqual(byte[] actual, FrameOutcome outcome, int seed)
    {
        int same = _bytes.ToArray().AsSpan().CommonPrefixLength(actual);
        Assert.True(
            same == _bytes.Count && same == actual.Length,
            $"seed {seed}: {_bytes.Count} bytes expected, {actual.Length} written, different after {same}:"
                + $" {Encoding.UTF8.GetString(actual.AsSpan(Math.Max(0, same - 40)))}");
        Assert.True(outcome.HasFlag(FrameOutcome.Truncated) == IsTruncated, $"seed {seed}: {outcome}");
        Assert.True(outcome.HasFlag(FrameOutcome.Sanitized) == IsSanitized, $"seed {seed}: {outcome}");
    }
}

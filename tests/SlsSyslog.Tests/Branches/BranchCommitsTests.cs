using SlsSyslog.ConsumerGroups;
using SlsSyslog.Serialization;

namespace SlsSyslog.Tests;

public sealed class BranchCommitsTests
{
    private readonly RecordingLease _lease = new();

    [Fact]
    public async Task CommitAsync_BranchesAtDifferentPositions_CommitsTheSmallestOnce()
    {
        BranchCommits commits = new(_lease, required: 3);

        await CommitAsync(commits, (0, 5), (1, 3));
        Assert.Empty(_lease.Committed);

        await CommitAsync(commits, (2, 9), (0, 7), (1, 6), (2, 12), (1, 20));

        Assert.Equal([3, 6, 7], _lease.Committed);
    }

    [Fact]
    public async Task CommitAsync_CursorsThatAreNotNumbers_AreCommittedWhenAllAgree()
    {
        BranchCommits commits = new(_lease, required: 2);

        await commits.CommitAsync(0, new LogPosition("a"), CancellationToken.None);
        await commits.CommitAsync(1, new LogPosition("b"), CancellationToken.None);
        await commits.CommitAsync(0, new LogPosition("b"), CancellationToken.None);

        Assert.Equal("b", Assert.Single(_lease.Texts));
    }

    private static async Task CommitAsync(BranchCommits commits, params (int Branch, long Number)[] positions)
    {
        foreach ((int branch, long number) in positions)
        {
            await commits.CommitAsync(branch, Cursors.At(number), CancellationToken.None);
        }
    }

    private sealed class RecordingLease : ILogLease
    {
        public List<string> Texts { get; } = [];

        public IEnumerable<int> Committed => Texts.Select(text => Cursors.NumberOf(new LogPosition(text)));

        public string ShardName => "logs/0";

        public CancellationToken Draining => CancellationToken.None;

        public CancellationToken Lost => CancellationToken.None;

        public ValueTask<LogBatch?> ReadAsync(LogPosition? rewindTo, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask CommitAsync(LogPosition position, CancellationToken cancellationToken)
        {
            Texts.Add(position.Cursor);
            return ValueTask.CompletedTask;
        }
    }
}

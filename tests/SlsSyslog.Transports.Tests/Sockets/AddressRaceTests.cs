using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;

namespace SlsSyslog.Transports.Tests;

public sealed class AddressRaceTests : IDisposable
{
    private static readonly TimeSpan AttemptDelay = TimeSpan.FromMilliseconds(250);

    private readonly FakeTimeProvider _timeProvider = new();
    private readonly Dictionary<string, TaskCompletionSource<SocketLink>> _attempts = [];
    private readonly List<string> _begun = [];
    private readonly List<string> _canceled = [];
    private readonly List<SocketLink> _links = [];

    public void Dispose() => _links.ForEach(link => link.Dispose());

    [Fact]
    public async Task ConnectAsync_FirstAddressAccepts_OthersAreNotTried()
    {
        AddressRace race = Create("192.0.2.1", "192.0.2.2");
        Task<SocketLink?> connecting = race.ConnectAsync(CancellationToken.None);

        SocketLink accepted = Accept("192.0.2.1");

        Assert.Same(accepted, await connecting.WaitAsync(Eventually.Deadline));
        Assert.Equal(["192.0.2.1"], _begun);
    }

    [Fact]
    public async Task ConnectAsync_FamiliesAreSorted_Alternate()
    {
        AddressRace race = Create("2001:db8::1", "2001:db8::2", "2001:db8::3", "192.0.2.1", "192.0.2.2");
        Task<SocketLink?> connecting = race.ConnectAsync(CancellationToken.None);

        for (int begun = 1; begun <= 5; begun++)
        {
            await Eventually.TrueAsync(() => _begun.Count == begun, "the next attempt begins");
            Refuse(_begun[^1]);
        }

        Assert.Null(await connecting.WaitAsync(Eventually.Deadline));
        Assert.Equal(["2001:db8::1", "192.0.2.1", "2001:db8::2", "192.0.2.2", "2001:db8::3"], _begun);
        Assert.Equal(_begun, race.Failures.Select(failure => failure.Address.ToString()));
    }

    [Fact]
    public async Task ConnectAsync_FirstAddressIsSilent_TriesTheNextAfterTheDelayAndCancelsTheLoser()
    {
        AddressRace race = Create("2001:db8::1", "192.0.2.1", "192.0.2.2");
        Task<SocketLink?> connecting = race.ConnectAsync(CancellationToken.None);

        _timeProvider.Advance(AttemptDelay - TimeSpan.FromMilliseconds(1));
        Assert.Equal(["2001:db8::1"], _begun);
        _timeProvider.Advance(TimeSpan.FromMilliseconds(1));
        await Eventually.TrueAsync(() => _begun.Count == 2, "the second attempt begins");
        SocketLink accepted = Accept("192.0.2.1");

        Assert.Same(accepted, await connecting.WaitAsync(Eventually.Deadline));
        Assert.Equal(["2001:db8::1", "192.0.2.1"], _begun);
        Assert.Equal(["2001:db8::1"], _canceled);
        Assert.Empty(race.Failures);
    }

    [Fact]
    public async Task ConnectAsync_FirstAddressAcceptsAfterTheSecondWasTried_IsStillTheWinner()
    {
        AddressRace race = Create("2001:db8::1", "192.0.2.1");
        Task<SocketLink?> connecting = race.ConnectAsync(CancellationToken.None);
        _timeProvider.Advance(AttemptDelay);
        await Eventually.TrueAsync(() => _begun.Count == 2, "the second attempt begins");

        SocketLink accepted = Accept("2001:db8::1");

        Assert.Same(accepted, await connecting.WaitAsync(Eventually.Deadline));
        Assert.Equal(["192.0.2.1"], _canceled);
    }

    // A handshake on the winner may fail. What was canceled because of the winner has not failed.
    [Fact]
    public async Task ConnectAsync_CalledAgain_ContinuesWithTheAddressesThatDidNotFail()
    {
        AddressRace race = Create("192.0.2.1", "192.0.2.2", "192.0.2.3");
        Task<SocketLink?> first = race.ConnectAsync(CancellationToken.None);
        Refuse("192.0.2.1");
        await Eventually.TrueAsync(() => _begun.Count == 2, "the second attempt begins");
        Accept("192.0.2.2");
        await first.WaitAsync(Eventually.Deadline);

        Task<SocketLink?> second = race.ConnectAsync(CancellationToken.None);
        SocketLink accepted = Accept("192.0.2.3");

        Assert.Same(accepted, await second.WaitAsync(Eventually.Deadline));
        Assert.Equal(["192.0.2.1", "192.0.2.2", "192.0.2.3"], _begun);
    }

    [Fact]
    public async Task ConnectAsync_Canceled_CancelsTheAttempts()
    {
        AddressRace race = Create("192.0.2.1", "192.0.2.2");
        using CancellationTokenSource cancellation = new();
        Task<SocketLink?> connecting = race.ConnectAsync(cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting.WaitAsync(Eventually.Deadline));
        Assert.Equal(["192.0.2.1"], _canceled);
        Assert.Empty(race.Failures);
    }

    [Fact]
    public async Task ConnectAsync_AttemptTimesOut_IsAFailure()
    {
        AddressRace race = Create("192.0.2.1");
        Task<SocketLink?> connecting = race.ConnectAsync(CancellationToken.None);

        _attempts["192.0.2.1"].SetCanceled();

        Assert.Null(await connecting.WaitAsync(Eventually.Deadline));
        Assert.IsAssignableFrom<OperationCanceledException>(Assert.Single(race.Failures).Exception);
    }

    // One after the other would take 20 timeouts.
    [Fact]
    public async Task ConnectAsync_TwentyAddressesAreSilent_AllAreTriedWithinFiveSeconds()
    {
        AddressRace race = Create([.. Enumerable.Range(1, 20).Select(number => $"192.0.2.{number}")]);
        Task<SocketLink?> connecting = race.ConnectAsync(CancellationToken.None);
        for (int begun = 1; begun < 20; begun++)
        {
            int expected = begun;
            await Eventually.TrueAsync(() => _begun.Count == expected, "the next attempt begins");
            _timeProvider.Advance(AttemptDelay);
        }

        await Eventually.TrueAsync(() => _begun.Count == 20, "the last attempt begins");
        Assert.False(connecting.IsCompleted);
        Array.ForEach([.. _begun], address => _attempts[address].SetCanceled());

        Assert.Null(await connecting.WaitAsync(Eventually.Deadline));
        Assert.Equal(20, race.Failures.Count);
    }

    private AddressRace Create(params string[] addresses) => new([.. addresses.Select(IPAddress.Parse)], ConnectAsync, _timeProvider);

    private async Task<SocketLink> ConnectAsync(IPAddress address, CancellationToken cancellationToken)
    {
        string name = address.ToString();
        TaskCompletionSource<SocketLink> attempt = _attempts[name] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _begun.Add(name);
        using CancellationTokenRegistration registration = cancellationToken.Register(() =>
        {
            if (attempt.TrySetCanceled(cancellationToken))
            {
                _canceled.Add(name);
            }
        });
        return await attempt.Task;
    }

    private SocketLink Accept(string address)
    {
        SocketLink link = new(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
        _links.Add(link);
        _attempts[address].SetResult(link);
        return link;
    }

    private void Refuse(string address) => _attempts[address].SetException(new SocketException((int)SocketError.ConnectionRefused));
}

namespace SlsSyslog.Transports.Tests;

public sealed class RelpWindowTests
{
    [Fact]
    public async Task WaitForRoomAsync_EmptyWindow_IsTheWholeWindow() =>
        Assert.Equal(10, await new RelpWindow(10).WaitForRoomAsync(100, CancellationToken.None));

    [Fact]
    public async Task WaitForRoomAsync_FullWindow_WaitsForHalfTheWindow()
    {
        RelpWindow window = new(10);
        window.Send(10);
        Task<int> waiting = window.WaitForRoomAsync(100, CancellationToken.None).AsTask();

        window.Acknowledge(4);
        Assert.False(waiting.IsCompleted);
        window.Acknowledge(1);

        Assert.Equal(5, await waiting.WaitAsync(Eventually.Deadline));
    }

    [Fact]
    public async Task WaitForRoomAsync_LessThanHalfWanted_WaitsForThatMany()
    {
        RelpWindow window = new(10);
        window.Send(10);
        Task<int> waiting = window.WaitForRoomAsync(2, CancellationToken.None).AsTask();

        window.Acknowledge(1);
        Assert.False(waiting.IsCompleted);
        window.Acknowledge(1);

        Assert.Equal(2, await waiting.WaitAsync(Eventually.Deadline));
    }

    [Fact]
    public async Task WaitForRoomAsync_WindowOfOne_LetsOneMessageInAtATime()
    {
        RelpWindow window = new(1);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(1, await window.WaitForRoomAsync(5, CancellationToken.None));
            window.Send(1);
            Task<int> waiting = window.WaitForRoomAsync(5, CancellationToken.None).AsTask();
            Assert.False(waiting.IsCompleted);
            window.Acknowledge(1);
            await waiting.WaitAsync(Eventually.Deadline);
        }
    }

    [Fact]
    public async Task WaitForRoomAsync_Canceled_CanBeCalledAgain()
    {
        RelpWindow window = new(2);
        window.Send(2);
        using CancellationTokenSource cancellation = new();
        Task<int> canceled = window.WaitForRoomAsync(1, cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => canceled);

        Task<int> waiting = window.WaitForRoomAsync(1, CancellationToken.None).AsTask();
        window.Acknowledge(1);

        Assert.Equal(1, await waiting.WaitAsync(Eventually.Deadline));
    }

    [Fact]
    public async Task Close_SenderWaits_ReturnsNoRoom()
    {
        RelpWindow window = new(1);
        window.Send(1);
        Task<int> waiting = window.WaitForRoomAsync(1, CancellationToken.None).AsTask();

        window.Close();

        Assert.Equal(0, await waiting.WaitAsync(Eventually.Deadline));
        Assert.Equal(0, await window.WaitForRoomAsync(1, CancellationToken.None));
    }

    [Fact]
    public async Task WaitUntilEmptyAsync_Unacknowledged_WaitsForTheLastAcknowledgment()
    {
        RelpWindow window = new(10);
        window.Send(3);
        Task waiting = window.WaitUntilEmptyAsync().AsTask();

        window.Acknowledge(2);
        Assert.False(waiting.IsCompleted);
        Assert.False(window.IsEmpty);
        window.Acknowledge(1);

        await waiting.WaitAsync(Eventually.Deadline);
        Assert.True(window.IsEmpty);
    }

    [Fact]
    public async Task WaitUntilEmptyAsync_Closed_CompletesWithoutBeingEmpty()
    {
        RelpWindow window = new(10);
        window.Send(3);
        Task waiting = window.WaitUntilEmptyAsync().AsTask();

        window.Close();

        await waiting.WaitAsync(Eventually.Deadline);
        Assert.False(window.IsEmpty);
    }

    [Fact]
    public void Send_Acknowledge_CountsAll()
    {
        RelpWindow window = new(10);

        Assert.Equal(4, window.Send(4));
        Assert.Equal(6, window.Send(2));
        window.Acknowledge(5);

        Assert.Equal((6, 5), (window.Sent, window.Acknowledged));
    }
}

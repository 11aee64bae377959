namespace SlsSyslog.Transports;

/// <summary>
/// Waits for the end of a session that the transport has ended, as long as the receiver makes progress: its system acknowledges bytes, or
/// the receiving process reads, which increases the room that its system reports. Where Linux does not report it, a drain only has the
/// timeout.
/// </summary>
internal static class DrainProgress
{
    private const int ChecksPerTimeout = 20;

    /// <exception cref="TimeoutException">The receiver made no progress within the timeout.</exception>
    public static async Task WaitAsync(Task session, SocketLink link, TimeSpan timeout, TimeProvider timeProvider)
    {
        TcpInfo.TryRead(link.Socket, out TcpInfo last);
        long progressAt = timeProvider.GetTimestamp();
        while (true)
        {
            TimeSpan left = timeout - timeProvider.GetElapsedTime(progressAt);
            TimeSpan check = timeout / ChecksPerTimeout;
            await session.WaitAsync(left < check ? left : check, timeProvider).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (session.IsCompleted)
            {
                // The session counts, not the wait: it can end in the moment in which the wait times out.
                await session.ConfigureAwait(false);
                return;
            }

            bool hasProgress = TcpInfo.TryRead(link.Socket, out TcpInfo now)
                && (now.BytesAcknowledged > last.BytesAcknowledged || now.ReceiveWindow > last.ReceiveWindow);
            if (hasProgress)
            {
                last = now;
                progressAt = timeProvider.GetTimestamp();
            }
            else if (timeProvider.GetElapsedTime(progressAt) >= timeout)
            {
                throw new TimeoutException();
            }
        }
    }
}

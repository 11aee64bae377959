namespace SlsSyslog.Transports;

/// <summary>What must be true before frames count as delivered; <c>docs/delivery.md</c> tells what each level can still lose.</summary>
public enum DeliveryConfirmation
{
    /// <summary>The operating system took the bytes, and the settle window passed without a break.</summary>
    Written,

    /// <summary>
    /// The peer's TCP acknowledged the bytes, and the settle window passed without a break. Linux only: elsewhere the transport
    /// falls back to <see cref="Written"/> and says so once in its log.
    /// </summary>
    KernelAcknowledged,

    /// <summary>
    /// The receiving process read everything: the connection is replaced again and again, its sending side shut down, and the
    /// peer's end read. Behind a load balancer that end comes from the balancer and proves nothing.
    /// </summary>
    ReceiverDrained,

    /// <summary>The receiver answered for each message: RELP alone.</summary>
    PeerAcknowledged,
}

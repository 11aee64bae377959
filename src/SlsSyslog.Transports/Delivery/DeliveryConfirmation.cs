namespace SlsSyslog.Transports;

/// <summary>Specifies the proof that counts as delivery. <c>docs/delivery.md</c> describes what can be lost with each of them.</summary>
public enum DeliveryConfirmation
{
    /// <summary>The operating system accepted the bytes, and the connection did not break within the settle window.</summary>
    Written,

    /// <summary>
    /// The TCP stack of the server acknowledged the bytes, and the connection did not break within the settle window. Linux only; on
    /// other systems the transport uses <see cref="Written"/> and logs a warning.
    /// </summary>
    KernelAcknowledged,

    /// <summary>
    /// The receiving process read everything. The transport replaces the connection at intervals, shuts down its sending side and
    /// waits until the server closes it. Behind a load balancer, the balancer closes the connection, which proves nothing.
    /// </summary>
    ReceiverDrained,

    /// <summary>The receiver acknowledged each message. RELP only.</summary>
    PeerAcknowledged,
}

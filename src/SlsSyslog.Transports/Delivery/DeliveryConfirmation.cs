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
}

using SlsSyslog.Serialization;

namespace SlsSyslog.Transports;

/// <summary>How a <see cref="TcpTransport"/> reaches its servers and when its frames count as delivered.</summary>
public sealed class TcpTransportOptions : StreamTransportOptions
{
    /// <summary>What must be true before frames count as delivered. Default <see cref="DeliveryConfirmation.KernelAcknowledged"/>.</summary>
    public DeliveryConfirmation Confirmation { get; set; } = DeliveryConfirmation.KernelAcknowledged;

    /// <summary>
    /// How long proven bytes stay unsettled: a connection to the same server that breaks in this time takes them back, and they
    /// are sent again. Default 2 s. Zero settles at the proof.
    /// </summary>
    public TimeSpan SettleWindow { get; set; } = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public override IEnumerable<OptionFault> FindFaults()
    {
        foreach (OptionFault fault in base.FindFaults())
        {
            yield return fault;
        }

        if (!Enum.IsDefined(Confirmation))
        {
            yield return new(nameof(Confirmation), $"is {Confirmation}: choose one of {string.Join(", ", Enum.GetNames<DeliveryConfirmation>())}.");
        }

        if (SettleWindow < TimeSpan.Zero || SettleWindow > TimeSpan.FromMinutes(10))
        {
            yield return new(nameof(SettleWindow), $"is {SettleWindow}: set zero to 10 minutes.");
        }
    }
}

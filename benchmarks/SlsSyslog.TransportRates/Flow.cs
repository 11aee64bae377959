using System.Threading.Channels;
using SlsSyslog.Transports;

namespace SlsSyslog.TransportRates;

/// <summary>Sends as the pump does: one loop sends, the other confirms.</summary>
internal static class Flow
{
    public static async Task RunAsync(IDrainableTransport transport, Payload payload, int slices)
    {
        Channel<DeliveryTicket> tickets = Channel.CreateUnbounded<DeliveryTicket>();
        Task confirming = ConfirmAsync();
        for (int i = 0; i < slices; i++)
        {
            await tickets.Writer.WriteAsync(await transport.SendAsync(payload.Slice, CancellationToken.None));
        }

        tickets.Writer.Complete();
        await transport.DrainAsync(CancellationToken.None);
        await confirming;

        async Task ConfirmAsync()
        {
            await foreach (DeliveryTicket ticket in tickets.Reader.ReadAllAsync())
            {
                await transport.ConfirmAsync(ticket, CancellationToken.None);
            }
        }
    }
}

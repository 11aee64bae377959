using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace SlsSyslog.Testing;

/// <summary>Runs the HTTP server that receives requests and sends responses.</summary>
internal sealed class EmulatorHost : IAsyncDisposable
{
    private const int MaxBodyBytes = 64 * 1024 * 1024;
    private const int MaxHeadBytes = 512 * 1024;
    private readonly RequestHandler _handler;
    private readonly AnswerWriter _writer;
    private readonly WebApplication _application;

    public EmulatorHost(EmulatorServices services, AccountStore account, FaultScript faults)
    {
        _handler = new RequestHandler(services, account, faults);
        _writer = new AnswerWriter(services.Clock);

        // Empty: the configuration, environment and logging of the host program do not affect the emulator.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 100, gracePeriod: TimeSpan.FromSeconds(5));
            kestrel.Limits.MinResponseDataRate = null;

            // Requests that Kestrel refuses get no body.
            kestrel.Limits.MaxRequestLineSize = MaxHeadBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = MaxHeadBytes;
            kestrel.Limits.MaxRequestHeaderCount = 10_000;
            kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
            kestrel.Listen(IPAddress.Loopback, services.Options.Port);
        });
        _application = builder.Build();
        _application.Run(AnswerAsync);
    }

    public Uri Endpoint { get; private set; } = new("http://127.0.0.1");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _application.StartAsync(cancellationToken).ConfigureAwait(false);
        ICollection<string> addresses = _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Endpoint = new Uri(addresses.First());
    }

    public async ValueTask DisposeAsync()
    {
        // Pulls in progress are aborted: disposal does not wait for clients.
        using CancellationTokenSource atOnce = new();
        await atOnce.CancelAsync().ConfigureAwait(false);
        await _application.StopAsync(atOnce.Token).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        try
        {
            Exchange exchange = await _handler.HandleAsync(context).ConfigureAwait(false);

            // Before the response is sent, so that a client with a response finds the request in the journal.
            _handler.Record(exchange);
            if (exchange.IsBroken)
            {
                context.Abort();
                return;
            }

            await _writer.WriteAsync(context, exchange).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            // The client has disconnected.
            return;
        }
    }
}

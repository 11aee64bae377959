using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SlsSyslog.Hosting;

namespace SlsSyslog.Forwarder.Tests;

public sealed class AddressReportTests
{
    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("0.0.0.0", true)]
    [InlineData("::", true)]
    [InlineData("10.0.0.1", true)]
    public async Task StartAsync_ServerHasStarted_WarnsOnAddressesThatOthersReach(string address, bool warns)
    {
        using Lifetime lifetime = new();
        using Server server = new();
        List<string> log = [];
        AddressReport report = new(new IPEndPoint(IPAddress.Parse(address), 9464), server, lifetime, new ListLogger(log));
        await report.StartAsync(CancellationToken.None);
        Assert.Empty(log);

        lifetime.Start();

        Assert.Equal("Information The status page is served at http://x:9464/, metrics at http://x:9464/metrics.", log[0]);
        Assert.Equal(warns ? 2 : 1, log.Count);
        Assert.Equal(warns, log[^1].StartsWith("Warning SLS_HTTP is ", StringComparison.Ordinal));
    }

    private sealed class Lifetime : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _started = new();

        public CancellationToken ApplicationStarted => _started.Token;

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void Start() => _started.Cancel();

        public void StopApplication()
        {
            // Nothing runs.
        }

        public void Dispose() => _started.Dispose();
    }

    private sealed class Server : IServer
    {
        public Server() => Features.Set<IServerAddressesFeature>(new Addresses());

        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
            // Nothing is held.
        }
    }

    private sealed class Addresses : IServerAddressesFeature
    {
        ICollection<string> IServerAddressesFeature.Addresses { get; } = ["http://x:9464"];

        public bool PreferHostingUrls { get; set; }
    }

    private sealed class ListLogger(List<string> lines) : ILogger<AddressReport>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Add($"{logLevel} {formatter(state, exception)}");
    }
}

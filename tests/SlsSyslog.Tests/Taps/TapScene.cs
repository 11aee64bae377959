using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SlsSyslog.Serialization;

namespace SlsSyslog.Tests;

/// <summary>A tap on a socket in a temporary folder, and the route whose messages it shows.</summary>
internal sealed class TapScene : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tap");
    private readonly LogLinesProvider _log = new();
    private readonly ILoggerFactory _loggerFactory;
    private readonly FrameBuffer _frames = new(sliceBytes: 1);
    private readonly LogRecordBuilder _record = new();
    private readonly IMessageFormatter _formatter = new MessageOptions().CreateFormatter();
    private TapServer? _server;

    public TapScene()
    {
        _loggerFactory = LoggerFactory.Create(builder => builder.AddProvider(_log));
        SocketPath = Path.Combine(_folder.FullName, "tap.sock");
        Route = new RouteTap(Hub, "siem", () => ["user.name"]);
    }

    public string SocketPath { get; }

    public TapHub Hub { get; } = new();

    public RouteTap Route { get; }

    public IReadOnlyList<string> Log => [.. _log.Log.Lines.Select(line => line.Text)];

    public static async Task<TapScene> StartAsync()
    {
        TapScene scene = new();
        await scene.ListenAsync();
        return scene;
    }

    public async Task ListenAsync(bool isConfigured = true)
    {
        SlsSyslogOptions options = new();
        options.Tap.Socket = isConfigured ? SocketPath : "";
        _server = new TapServer(Options.Create(options), Hub, new FixedStatus(), TimeProvider.System, _loggerFactory);
        await _server.StartAsync(CancellationToken.None);
    }

    public Task StopAsync() => _server!.StopAsync(CancellationToken.None);

    /// <summary>Opens the tap and waits until it listens.</summary>
    public async Task<TapReader> OpenAsync(string request)
    {
        TapReader reader = await ConnectAsync(request);
        Assert.Equal("1.2.3", (await reader.ReadAsync()).GetProperty("version").GetString());
        return reader;
    }

    /// <summary>Connects and sends a request.</summary>
    public async Task<TapReader> ConnectAsync(string request)
    {
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(SocketPath));
        await socket.SendAsync(Encoding.UTF8.GetBytes(request + "\n"));
        return new TapReader(socket);
    }

    /// <summary>Passes a record through the tap, as the pipeline does.</summary>
    public void Pass(params (string Key, string Value)[] fields)
    {
        _record.Clear().SetTime(1764144000).SetTopic("web").SetSource("10.0.0.1");
        foreach ((string key, string value) in fields)
        {
            _record.AddField(key, value);
        }

        _frames.Append(_formatter, _record.Record);
        Route.Offer("logs/0", _record.Record, _frames, 0);
        _frames.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await StopAsync();
            _server.Dispose();
        }

        _frames.Dispose();
        _loggerFactory.Dispose();
        _log.Dispose();
        _folder.Delete(recursive: true);
    }
}

using System.Text;
using SlsSyslog.Serialization;
using SlsSyslog.Transports;

namespace SlsSyslog.Tool.Tests;

/// <summary>Creates routes and records for tests of previews.</summary>
internal static class Routes
{
    public static RouteOptions Create(Action<MessageOptions>? configure = null)
    {
        RouteOptions route = new();
        route.Destination.Transport = new TcpTransportOptions { Servers = [new(SyslogScheme.Tcp, "127.0.0.1", 514)] };
        configure?.Invoke(route.Message);
        return route;
    }

    public static RecordSnapshot Record(params (string Key, string Value)[] fields) =>
        Record([.. fields.Select(field => (Encoding.UTF8.GetBytes(field.Key), Encoding.UTF8.GetBytes(field.Value)))]);

    public static RecordSnapshot Record(params (byte[] Key, byte[] Value)[] fields) => Record("web", fields);

    public static RecordSnapshot Record(string topic, params (byte[] Key, byte[] Value)[] fields)
    {
        LogRecordBuilder builder = new();
        builder.SetTime(new DateTimeOffset(2026, 11, 26, 8, 0, 0, TimeSpan.Zero)).SetTopic(topic).SetSource("10.0.0.1");
        foreach ((byte[] key, byte[] value) in fields)
        {
            builder.AddField(key, value);
        }

        return new RecordSnapshot(builder.Record);
    }

    public static RecordPreview Preview(this RouteOptions route, RecordSnapshot record)
    {
        using RecordPreviewer previewer = new("siem", route);
        return previewer.Preview(record);
    }
}

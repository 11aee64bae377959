using SlsSyslog.ConsumerGroups;
using SlsSyslog.Serialization;
using SlsSyslog.Transports;

namespace SlsSyslog;

/// <summary>Every key of the section, what it sets, and so which keys exist. The documentation lists the same.</summary>
internal static class OptionsSchema
{
    public static void Read(SectionReader reader, SlsSyslogOptions options)
    {
        ReadRoute(reader, options.Default);
        reader.Text(nameof(options.DeadLetterFile), value => options.DeadLetterFile = value);
        reader.Sections(nameof(options.Routes), (name, inner) =>
        {
            RouteOptions route = new() { Path = inner.Path };
            ReadRoute(inner, route);
            options.AddRoute(name, route);
        });
    }

    private static void ReadRoute(SectionReader reader, RouteOptions route)
    {
        reader.Section(nameof(route.Source), inner => ReadSource(inner, route.Source));
        reader.Section(nameof(route.Message), inner => MessageSchema.Read(inner, route));
        reader.Section(nameof(route.Destination), inner => ReadDestination(inner, route.Destination));
    }

    private static void ReadSource(SectionReader reader, ConsumerGroupOptions source)
    {
        reader.Text(nameof(source.Endpoint), value => source.Endpoint = value);
        reader.Text(nameof(source.Project), value => source.Project = value);
        reader.Text(nameof(source.Logstore), value => source.Logstore = value);
        reader.Text(nameof(source.ConsumerGroup), value => source.ConsumerGroup = value);
        reader.Text(nameof(source.Consumer), value => source.Consumer = value);
        reader.Text(nameof(source.Region), value => source.Region = value);
        reader.Parsable<ShardPosition>(
            nameof(source.StartFrom), value => source.StartFrom = value, "write Earliest, Latest, a time such as 2026-01-31T08:00:00Z, or unix seconds");
        reader.Parsable<ShardPosition>(
            nameof(source.EndAt), value => source.EndAt = value, "write Latest, a time such as 2026-01-31T08:00:00Z, or unix seconds");
        reader.Choice<ExpiredCursorPolicy>(nameof(source.ExpiredCursor), value => source.ExpiredCursor = value);
        reader.Flag(nameof(source.EmitGapRecords), value => source.EmitGapRecords = value);
        reader.Text(nameof(source.Query), value => source.Query = value);
        reader.Text(nameof(source.Processor), value => source.Processor = value);
        reader.Text(nameof(source.Proxy), value => source.Proxy = value);
        reader.Flag(nameof(source.InOrder), value => source.InOrder = value);
        reader.Duration(nameof(source.HeartbeatInterval), value => source.HeartbeatInterval = value);
        reader.Duration(nameof(source.GroupTimeout), value => source.GroupTimeout = value);
        reader.Duration(nameof(source.CommitInterval), value => source.CommitInterval = value);
        reader.Duration(nameof(source.PollInterval), value => source.PollInterval = value);
        reader.Duration(nameof(source.IdlePollInterval), value => source.IdlePollInterval = value);
        reader.Duration(nameof(source.DrainTimeout), value => source.DrainTimeout = value);
        reader.Bytes(nameof(source.MemoryBudgetBytes), value => source.MemoryBudgetBytes = value);
    }

    private static void ReadDestination(SectionReader reader, DestinationOptions destination)
    {
        reader.List(nameof(destination.Servers), destination.Servers.Add);
        reader.Choice<SyslogFraming>(nameof(destination.Framing), value => destination.Framing = value);
        reader.Flag(nameof(destination.AllowTrailerFramingOverTls), value => destination.AllowTrailerFramingOverTls = value);
        reader.Choice<DeliveryConfirmation>(nameof(destination.Confirmation), value => destination.Confirmation = value);
        reader.Duration(nameof(destination.SettleWindow), value => destination.SettleWindow = value);
        reader.Duration(nameof(destination.ConnectTimeout), value => destination.ConnectTimeout = value);
        reader.Duration(nameof(destination.WriteTimeout), value => destination.WriteTimeout = value);
        reader.Duration(nameof(destination.AcknowledgeTimeout), value => destination.AcknowledgeTimeout = value);
        reader.Count(nameof(destination.Connections), value => destination.Connections = value);
        reader.Duration(nameof(destination.RotateAfter), value => destination.RotateAfter = value);
        reader.Bytes(nameof(destination.RotateAfterBytes), value => destination.RotateAfterBytes = value);
        reader.Flag(nameof(destination.Overlap), value => destination.Overlap = value);
        reader.Duration(nameof(destination.FailBackAfter), value => destination.FailBackAfter = value);
        reader.Count(nameof(destination.Window), value => destination.Window = value);
        reader.Duration(nameof(destination.MessageTimeout), value => destination.MessageTimeout = value);
        reader.Section(nameof(destination.Tls), inner => ReadTls(inner, destination.Tls));
        reader.Bytes(nameof(destination.MaxUnsettledBytes), value => destination.MaxUnsettledBytes = value);
    }

    private static void ReadTls(SectionReader reader, TlsOptions tls)
    {
        reader.Text(nameof(tls.TrustedCertificatesPath), value => tls.TrustedCertificatesPath = value);
        reader.List(nameof(tls.PinnedFingerprints), value => tls.PinnedFingerprints = [.. tls.PinnedFingerprints, value]);
        reader.Text(nameof(tls.ServerName), value => tls.ServerName = value);
        reader.Flag(nameof(tls.CheckRevocation), value => tls.CheckRevocation = value);
        reader.Text(nameof(tls.ClientCertificatePath), value => tls.ClientCertificatePath = value);
        reader.Text(nameof(tls.ClientKeyPath), value => tls.ClientKeyPath = value);
        reader.Text(nameof(tls.ClientCertificatePassword), value => tls.ClientCertificatePassword = value);
        reader.Duration(nameof(tls.HandshakeTimeout), value => tls.HandshakeTimeout = value);
    }
}

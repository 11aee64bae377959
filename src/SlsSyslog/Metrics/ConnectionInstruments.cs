namespace SlsSyslog;

/// <summary>Creates the instruments of connections to servers.</summary>
internal static class ConnectionInstruments
{
    public static void Create(InstrumentFactory create, TimeProvider timeProvider)
    {
        create.ServerGauge<long>(
            new(SlsSyslogMetricNames.ConnectionCount, "{connection}", "Open connections.",
                "The configured number while data flows; 0 before the first record.",
                "If it is 0 while records are pending: see `slssyslog.connection.failures`."),
            server => server.Connections);
        create.ServerCounter(
            new(SlsSyslogMetricNames.ConnectionConnects, "{connection}", "Connections that were opened.", "Grows at the configured rotation.",
                "If it grows faster: see `slssyslog.connection.breaks`."),
            server => server.Connects);
        create.ErrorCounter(
            new(SlsSyslogMetricNames.ConnectionFailures, "{connection}", "Attempts to open a connection that failed.", "0",
                "Check that the server runs and is reachable at its address and port; for `tls_error`, check the certificates."),
            server => server.FailedConnects);
        create.ErrorCounter(
            new(SlsSyslogMetricNames.ConnectionBreaks, "{connection}", "Connections that broke. One that both sides closed is not counted.",
                "0, or few at restarts of the server.",
                "Check the server and what lies between: load balancers and firewalls close idle connections."),
            server => server.Breaks);
        create.ServerCounter(
            new(SlsSyslogMetricNames.SentBytes, "By", "Bytes that the operating system accepted, with frames and without TLS.", "Follows the logs.",
                MetricDefinition.NoAction),
            server => server.SentBytes);
        create.RouteCounter(
            new(SlsSyslogMetricNames.SendThrottledTime, "s",
                "Time that records waited because of `MaxBytesPerSecond` or `MaxRecordsPerSecond`, added up over the shards.", "0",
                "If `slssyslog.delivery.lag` grows with it, the limit is lower than what is logged: raise it."),
            route => route.SendThrottledTime > TimeSpan.Zero ? route.SendThrottledTime.TotalSeconds : null);
        create.ServerGauge<long>(
            new(SlsSyslogMetricNames.UnsettledBytes, "By", "Bytes that were sent and are not settled yet: what an outage may repeat.",
                "The rate times the settle window.", "If it does not fall, the server does not read or acknowledge."),
            server => server.UnsettledBytes);
        create.ServerGauge(
            new(SlsSyslogMetricNames.CertificateLeft, "s", "Time until the certificate of the server or of the client expires, whichever is earlier.",
                "Weeks.", "Renew the certificate. Files are read again for each connection."),
            server => (server.CertificateExpiresAt - timeProvider.GetUtcNow())?.TotalSeconds);
    }
}

using System.Net.Sockets;

namespace SlsSyslog.Transports;

/// <summary>What a connection is made of; it owns the socket and the stream from then on.</summary>
internal sealed record ConnectionParts(
    Socket Socket,
    Stream Stream,
    ServerConnections Siblings,
    StreamTransportOptions Options,
    TimeProvider Clock,
    Action<StreamConnection, string> OnLost);

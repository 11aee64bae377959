using System.Net;

namespace SlsSyslog.Testing;

/// <summary>Represents the listening side of a capture server, over streams or datagrams.</summary>
internal interface ICaptureListener : IAsyncDisposable
{
    IPEndPoint EndPoint { get; }

    /// <summary>Starts listening, or resumes after <see cref="Refuse"/>.</summary>
    void Start();

    /// <summary>Stops listening. Open connections stay open.</summary>
    void Refuse();

    /// <summary>Drops everything that arrives.</summary>
    void Vanish();

    /// <summary>Receives again. Earlier connections have ended.</summary>
    void Reappear();

    void ForEachConnection(Action<CaptureConnection> action);
}

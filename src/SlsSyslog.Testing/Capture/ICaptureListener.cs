using System.Net;

namespace SlsSyslog.Testing;

/// <summary>The listening side of a capture server, over streams or datagrams.</summary>
internal interface ICaptureListener : IAsyncDisposable
{
    IPEndPoint EndPoint { get; }

    /// <summary>Starts listening, or resumes after <see cref="Refuse"/>.</summary>
    void Start();

    /// <summary>Stops listening and keeps what is open.</summary>
    void Refuse();

    /// <summary>Drops everything that arrives.</summary>
    void Vanish();

    /// <summary>Takes what arrives again. Connections from before are over.</summary>
    void Reappear();

    void ForEachConnection(Action<CaptureConnection> action);
}

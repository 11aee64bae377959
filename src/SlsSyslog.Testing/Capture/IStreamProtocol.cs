namespace SlsSyslog.Testing;

/// <summary>Finds messages in the bytes of one connection, and answers where its protocol has answers.</summary>
internal interface IStreamProtocol
{
    /// <summary>Whether everything read so far was whole frames.</summary>
    bool IsAtBoundary { get; }

    /// <summary>Takes what was read.</summary>
    /// <exception cref="FormatException">The bytes are not a valid frame; the connection cannot continue.</exception>
    void Read(ReadOnlySpan<byte> received, FrameHandler onFrame, Action<ProtocolAnswer> onAnswer);
}

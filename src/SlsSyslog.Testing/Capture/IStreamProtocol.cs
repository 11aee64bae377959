namespace SlsSyslog.Testing;

/// <summary>Finds messages in the bytes of one connection and creates the responses of the protocol.</summary>
internal interface IStreamProtocol
{
    /// <summary>Gets a value that indicates whether all bytes so far form complete frames.</summary>
    bool IsAtBoundary { get; }

    /// <summary>Processes received bytes.</summary>
    /// <exception cref="FormatException">The bytes are not a valid frame; the connection cannot continue.</exception>
    void Read(ReadOnlySpan<byte> received, FrameHandler onFrame, Action<ProtocolAnswer> onAnswer);
}

namespace SlsSyslog.Testing;

/// <summary>Takes one message out of its frame; lent until the call returns.</summary>
internal delegate void FrameHandler(ReadOnlySpan<byte> message);

namespace SlsSyslog.Testing;

/// <summary>The body of an answer to a pull: some LogGroups as one LogGroupList, compressed or not.</summary>
internal sealed record PullBlock(ReadOnlyMemory<byte> Body, int RawSize, int GroupCount);

namespace SlsSyslog.ConsumerGroups;

/// <summary>Represents a signature scheme. Implementations are stateless and safe for concurrent use.</summary>
internal interface IRequestSigner
{
    /// <summary>Adds the headers of the scheme and the signature to the headers, whose names are lowercase.</summary>
    void Sign(SlsRequest request, SortedList<string, string> headers, SlsCredential credential, DateTimeOffset time);
}

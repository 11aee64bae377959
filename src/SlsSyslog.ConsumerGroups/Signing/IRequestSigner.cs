namespace SlsSyslog.ConsumerGroups;

// A signature scheme. Stateless: used by several requests at once.
internal interface IRequestSigner
{
    // Adds to the headers, whose names are lower case, what the scheme wants and the signature over them all.
    void Sign(SlsRequest request, SortedDictionary<string, string> headers, SlsCredential credential, DateTimeOffset time);
}

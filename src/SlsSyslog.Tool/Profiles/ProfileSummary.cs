namespace SlsSyslog.Tool;

/// <summary>Describes a profile in the list.</summary>
/// <param name="Name">The name for <c>Message:Profiles</c>.</param>
/// <param name="Product">The product that writes the logs.</param>
/// <param name="Evidence">What the profile was made from: <c>real</c> records, or <c>documentation</c>.</param>
/// <param name="Topics">The topics that it matches.</param>
internal sealed record ProfileSummary(string Name, string Product, string Evidence, string[] Topics);

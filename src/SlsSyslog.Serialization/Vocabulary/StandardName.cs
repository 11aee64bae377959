namespace SlsSyslog.Serialization;

/// <summary>Represents a name of the vocabulary.</summary>
/// <param name="Name">The name in the Elastic Common Schema, or below <c>aliyun.</c> where the schema has no name.</param>
/// <param name="Kind">What its value can be.</param>
/// <param name="Label">What outputs without a key for it call it: letters and digits only.</param>
internal sealed record StandardName(string Name, ValueKind Kind, string Label);

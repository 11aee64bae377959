namespace SlsSyslog.Serialization;

/// <summary>Specifies a position in JSON: a known path, or only its dotted name in the block.</summary>
internal readonly struct FieldPath
{
    public FieldPath(PathNode node) => Node = node;

    public FieldPath(int nameOffset, int nameLength) => (OwnOffset, OwnLength) = (nameOffset, nameLength);

    public PathNode? Node { get; }

    public int NameOffset => Node is null ? OwnOffset : Node.Name.Offset;

    public int NameLength => Node is null ? OwnLength : Node.Name.Length;

    private int OwnOffset { get; }

    private int OwnLength { get; }
}

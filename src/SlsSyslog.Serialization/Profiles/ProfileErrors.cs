namespace SlsSyslog.Serialization;

/// <summary>Collects the errors of one profile file.</summary>
internal sealed class ProfileErrors(string file)
{
    private readonly List<(int Line, string Text)> _errors = [];

    /// <summary>Gets the errors by line: <c>my-profile.json, line 12, fields.source.ip: 'x' is not a known type. Specify ip.</c></summary>
    public IEnumerable<string> All => _errors.OrderBy(error => error.Line).Select(error => error.Text);

    public bool IsEmpty => _errors.Count == 0;

    public void Add(ProfileNode node, string problem, string fix) => Add(node.Line, node.Path, problem, fix);

    public void Add(int line, string path, string problem, string fix)
    {
        string place = path.Length == 0 ? $"{file}, line {line}" : $"{file}, line {line}, {path}";
        _errors.Add((line, $"{place}: {problem} {fix}"));
    }
}

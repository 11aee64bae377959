namespace SlsSyslog.Serialization;

/// <summary>Collects the errors of one profile file.</summary>
internal sealed class ProfileErrors(string file)
{
    private readonly List<(int Line, string Path, string Problem, string Fix)> _errors = [];

    /// <summary>Gets the errors by line: <c>my-profile.json, line 12, fields.source.ip: 'x' is not a known type. Specify ip.</c></summary>
    public IEnumerable<string> All => _errors.OrderBy(error => error.Line).Select(Format);

    /// <summary>Gets the errors with the paths of their places.</summary>
    public IEnumerable<(string Path, string Problem, string Fix)> Entries => _errors.Select(error => (error.Path, error.Problem, error.Fix));

    public bool IsEmpty => _errors.Count == 0;

    public void Add(ProfileNode node, string problem, string fix) => Add(node.Line, node.Path, problem, fix);

    public void Add(int line, string path, string problem, string fix) => _errors.Add((line, path, problem, fix));

    private string Format((int Line, string Path, string Problem, string Fix) error)
    {
        string place = error.Path.Length == 0 ? $"{file}, line {error.Line}" : $"{file}, line {error.Line}, {error.Path}";
        return $"{place}: {error.Problem} {error.Fix}";
    }
}

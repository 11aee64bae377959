namespace SlsSyslog;

/// <summary>Collects everything that is wrong with the options, so that one error can name it all.</summary>
internal sealed class OptionFaults
{
    private readonly List<(string Path, string Text)> _faults = [];

    public IReadOnlyList<(string Path, string Text)> All => _faults;

    /// <summary>Adds a fault.</summary>
    /// <param name="path">The configuration path, such as <c>SlsSyslog:Source:Endpoint</c>.</param>
    /// <param name="text">What is wrong and the mend, as a sentence that follows the path.</param>
    public void Add(string path, string text) => _faults.Add((path, text));

    public void AddRange(OptionFaults others) => _faults.AddRange(others._faults);
}

namespace SlsSyslog.Serialization;

// Collects what is wrong with a set of options while it is compiled, so that a user sees all of it at once.
internal sealed class OptionFaults
{
    private readonly List<OptionFault> _faults = [];

    public IReadOnlyList<OptionFault> Found => _faults;

    public void Add(string option, string message) => _faults.Add(new OptionFault(option, message));

    public void AddAll(string section, IEnumerable<OptionFault> faults) =>
        _faults.AddRange(faults.Select(fault => fault with { Option = $"{section}:{fault.Option}" }));

    public void ThrowIfAny(string options)
    {
        if (_faults.Count > 0)
        {
            throw new ArgumentException($"{options} cannot be used. {string.Join(' ', _faults)}");
        }
    }
}

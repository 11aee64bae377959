using System.Reflection;

namespace SlsSyslog.Serialization;

/// <summary>Collects the errors of a set of options, so that one exception can report all of them.</summary>
public sealed class OptionErrors
{
    private readonly SortedDictionary<string, OptionError> _errors = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _omitted = new(StringComparer.Ordinal);
    private string _prefix = "";

    /// <summary>Gets the errors, sorted by path.</summary>
    public IReadOnlyCollection<OptionError> All => _errors.Values;

    /// <summary>
    /// Gets or sets a value that indicates whether the checks of <see cref="CheckLocal"/> are omitted, because the options are for another machine.
    /// </summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool OmitsLocalChecks { get; set; }

    /// <summary>Gets the paths of the options whose checks were omitted, sorted.</summary>
    public IReadOnlyCollection<string> Omitted => _omitted;

    /// <summary>Returns a value in the form that configuration has. A time has no zeros at its end: <c>00:00:00.5</c>.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The text, which does not depend on the culture.</returns>
    public static string Format(object value) => value is TimeSpan { Ticks: long ticks } && ticks % TimeSpan.TicksPerSecond != 0
        ? string.Create(CultureInfo.InvariantCulture, $"{value}").TrimEnd('0')
        : string.Create(CultureInfo.InvariantCulture, $"{value}");

    /// <summary>Adds an error. Only the first error of each path is kept: a value that cannot be read is not also reported as missing.</summary>
    /// <param name="path">The path of the option below the options that are being validated.</param>
    /// <param name="problem">A sentence that describes the error and includes the specified value.</param>
    /// <param name="fix">A sentence that describes how to fix the error and lists the allowed values.</param>
    public void Add(string path, string problem, string fix)
    {
        string full = Combine(_prefix, path);
        _errors.TryAdd(full, new OptionError(full, problem, fix));
    }

    /// <summary>
    /// Checks what only the machine that uses the options has: files, folders, environment variables and secrets. The check does not run when
    /// <see cref="OmitsLocalChecks"/> is set.
    /// </summary>
    /// <param name="path">The path of the option below the options that are being validated.</param>
    /// <param name="check">Returns the problem and the fix, or <see langword="null"/>. The path is ignored.</param>
    public void CheckLocal(string path, Func<OptionError?> check)
    {
        ArgumentNullException.ThrowIfNull(check);
        if (OmitsLocalChecks)
        {
            _omitted.Add(Combine(_prefix, path));
        }
        else if (check() is { } error)
        {
            Add(path, error.Problem, error.Fix);
        }
    }

    /// <summary>Validates options: first the declared ranges and enumeration values, then the rules of the class.</summary>
    /// <param name="options">The options to validate.</param>
    public void Validate(IValidatedOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        foreach (PropertyInfo property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.CanWrite && property.GetIndexParameters().Length == 0 && property.GetValue(options) is { } value)
            {
                CheckValue(property, value);
            }
        }

        options.Validate(this);
    }

    /// <summary>Validates nested options. The paths of their errors begin with <paramref name="name"/>.</summary>
    /// <param name="name">The name of the property that holds the options.</param>
    /// <param name="options">The options to validate.</param>
    public void Validate(string name, IValidatedOptions options)
    {
        string outer = _prefix;
        _prefix = Combine(outer, name);
        Validate(options);
        _prefix = outer;
    }

    /// <summary>Throws an exception if there is at least one error.</summary>
    /// <param name="paramName">The name of the parameter that holds the options.</param>
    /// <exception cref="ArgumentException">At least one option is invalid. The message lists every error with its fix.</exception>
    public void ThrowIfAny(string? paramName)
    {
        if (_errors.Count > 0)
        {
            string errors = string.Join('\n', _errors.Values);
            throw new ArgumentException($"The options are invalid.\n{errors}\n", paramName);
        }
    }

    private static string Combine(string prefix, string path) =>
        prefix.Length == 0 ? path : path.Length == 0 ? prefix : $"{prefix}:{path}";

    private void CheckValue(PropertyInfo property, object value)
    {
        if (value is Enum && !Enum.IsDefined(value.GetType(), value))
        {
            Add(property.Name, $"The value {value} is not defined.", $"Specify one of {string.Join(", ", Enum.GetNames(value.GetType()))}.");
        }
        else if (property.GetCustomAttribute<OptionRangeAttribute>() is { } range && !range.Contains(value))
        {
            Add(property.Name, $"The value {Format(value)} is out of range.", $"Specify a value {range}.");
        }
    }
}

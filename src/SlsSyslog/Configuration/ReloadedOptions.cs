using Microsoft.Extensions.Primitives;

namespace SlsSyslog;

/// <summary>
/// Provides the options, and new ones when the configuration changes. Invalid ones are refused with one log entry, and the previous ones stay; the
/// monitor of .NET would throw an exception on the thread of the change.
/// </summary>
internal sealed partial class ReloadedOptions : IOptionsMonitor<SlsSyslogOptions>, IDisposable
{
    private readonly IOptionsFactory<SlsSyslogOptions> _factory;
    private readonly Lazy<SlsSyslogOptions> _initial;
    private readonly ILogger _logger;
    private readonly List<IDisposable> _registrations;
    private readonly Lock _lock = new();
    private SlsSyslogOptions? _current;
    private Action<SlsSyslogOptions, string?>? _changed;

    public ReloadedOptions(
        IOptions<SlsSyslogOptions> initial,
        IOptionsFactory<SlsSyslogOptions> factory,
        IEnumerable<IOptionsChangeTokenSource<SlsSyslogOptions>> sources,
        ILogger<ReloadedOptions> logger)
    {
        (_factory, _logger) = (factory, logger);
        _initial = new(() => initial.Value);
        _registrations = [.. sources.Select(source => ChangeToken.OnChange(source.GetChangeToken, Reload))];
    }

    public SlsSyslogOptions CurrentValue => Volatile.Read(ref _current) ?? _initial.Value;

    public SlsSyslogOptions Get(string? name) => CurrentValue;

    public IDisposable? OnChange(Action<SlsSyslogOptions, string?> listener)
    {
        lock (_lock)
        {
            _changed += listener;
        }

        return new Subscription(this, listener);
    }

    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());

    private void Reload()
    {
        lock (_lock)
        {
            SlsSyslogOptions before = CurrentValue;
            if (TryCreate() is not { } changed || changed.HasSignatureOf(before))
            {
                return;
            }

            if (changed.SharedSignature != before.SharedSignature)
            {
                LogNeedsRestart(_logger);
            }

            Volatile.Write(ref _current, changed);
            _changed?.Invoke(changed, Options.DefaultName);
        }
    }

    private SlsSyslogOptions? TryCreate()
    {
        try
        {
            return _factory.Create(Options.DefaultName);
        }
        catch (OptionsValidationException exception)
        {
            LogRefused(_logger, string.Join(" ", exception.Failures.Select(PlainText.Clean)));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException) // custom code that configures options
        {
            LogRefused(_logger, PlainText.Clean($"{exception.GetType().Name}: {exception.Message}"));
        }

        return null;
    }

    private void Remove(Action<SlsSyslogOptions, string?> listener)
    {
        lock (_lock)
        {
            _changed -= listener;
        }
    }

    private sealed class Subscription(ReloadedOptions owner, Action<SlsSyslogOptions, string?> listener) : IDisposable
    {
        public void Dispose() => owner.Remove(listener);
    }
}

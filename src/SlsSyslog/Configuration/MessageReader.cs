namespace SlsSyslog;

/// <summary>
/// Reads the section <c>Message</c>. The keys <c>Preset</c> and <c>Body</c> are read first, because they replace options; the keys of the
/// body are in a section with the body's name.
/// </summary>
internal sealed class MessageReader(OptionsBinder binder, IReadOnlyList<BodyFormat> formats, ValueOrigin origin)
{
    private const string PresetKey = nameof(MessageOptions.Preset);
    private const string BodyKey = nameof(MessageOptions.Body);
    private const string OldSampleName = "Sample";

    public void Read(IConfigurationSection section, string path, MessageOptions message)
    {
        if (!binder.IsSection(section, path, [PresetKey, .. OptionsBinder.KeysOf(message)]))
        {
            return;
        }

        bool isBodyKnown = ReadPreset(section.GetSection(PresetKey), $"{path}:{PresetKey}", message);
        IConfigurationSection body = section.GetSection(BodyKey);
        if (body.Exists())
        {
            isBodyKnown = ReadBody(body, $"{path}:{BodyKey}", message);
        }

        foreach (IConfigurationSection key in section.GetChildren())
        {
            bool isOfUnknownBody = !isBodyKnown && body.Value is { } name && Is(key, name) && Find(name) is null;
            if (Is(key, PresetKey) || Is(key, BodyKey) || isOfUnknownBody)
            {
                continue;
            }

            if (Find(key.Key) is { } format)
            {
                ReadBodySection(key, $"{path}:{format.Name}", format, message, isBodyKnown);
            }
            else if (!binder.TryBind(key, path, message))
            {
                IEnumerable<string> keys = [PresetKey, .. OptionsBinder.KeysOf(message), .. formats.Select(format => format.Name)];
                binder.RejectUnknown(key, path, keys.Distinct());
            }
        }
    }

    private static bool Is(IConfigurationSection key, string name) => key.Key.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static IValidatedOptions SettingsOf(BodyOptions body) => body is CustomBodyOptions custom ? custom.Settings : body;

    // The last registration of a name applies, as for services.
    private BodyFormat? Find(string name) => formats.LastOrDefault(format => format.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    // Returns whether it is known which body the message has.
    private bool ReadPreset(IConfigurationSection key, string path, MessageOptions message)
    {
        if (!binder.TryReadText(key, path, out string? name))
        {
            return true;
        }

        name = PlainText.Trim(name);
        if (SyslogPresets.Names.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            message.UsePreset(name);
            return true;
        }

        binder.Errors.Add(path, $"'{name}' is not a valid preset.", $"Specify one of {string.Join(", ", SyslogPresets.Names)}.");
        return false;
    }

    private bool ReadBody(IConfigurationSection key, string path, MessageOptions message)
    {
        if (!binder.TryReadText(key, path, out string? name))
        {
            return false;
        }

        name = PlainText.Trim(name);
        if (Find(name) is { } format)
        {
            // The preset may have set options of the same body.
            if (message.Body.FormatName != format.Name)
            {
                message.Body = format.CreateOptions();
            }

            return true;
        }

        string fix = name.Equals(OldSampleName, StringComparison.OrdinalIgnoreCase)
            ? "The body is renamed. Specify AlibabaSample."
            : $"Specify one of {string.Join(", ", formats.Select(known => known.Name))}, or register a formatter with AddBodyFormatter.";
        binder.Errors.Add(path, $"'{name}' is not a valid body.", fix);
        return false;
    }

    private void ReadBodySection(IConfigurationSection section, string path, BodyFormat format, MessageOptions message, bool isBodyKnown)
    {
        if (!isBodyKnown)
        {
            ReadErrors(section, path, format.CreateOptions());
        }
        else if (message.Body.FormatName == format.Name)
        {
            binder.Bind(section, path, SettingsOf(message.Body));
        }
        else if (!origin.IsFromVariables(section))
        {
            binder.Errors.Add(
                path,
                $"The options have no effect, because the body is {message.Body.FormatName}.",
                $"Remove them, or set {BodyKey} to {format.Name}.");
        }
    }

    // The body is not known, so the section is read for its errors only: users need all of them at once.
    private void ReadErrors(IConfigurationSection section, string path, BodyOptions body)
    {
        binder.Bind(section, path, SettingsOf(body));
        foreach (OptionError error in body.Validate())
        {
            binder.Errors.Add($"{path}:{error.Path}", error.Problem, error.Fix);
        }
    }
}

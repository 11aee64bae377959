using CustomProfile;
using SlsSyslog.Serialization;

// The profile file of this program, before the built-in ones. In a forwarder, the same list is in the configuration: Message:Profiles.
string profile = Path.Combine(AppContext.BaseDirectory, "profiles", "orders.json");
try
{
    using Stream output = Console.OpenStandardOutput();
    foreach (string preset in (string[])["arcsight-cef", "qradar-leef", "elastic"])
    {
        MessageOptions message = new();
        message.UsePreset(preset);
        message.Profiles = [profile, "auto"];

        IMessageFormatter formatter = message.CreateFormatter();
        using FrameBuffer frames = new(SyslogFraming.LineFeed, message.MaxBytes);
        foreach (LogRecordBuilder record in OrderLogs.All)
        {
            frames.Append(formatter, record.Record);
        }

        output.Write(frames.Memory.Span);
    }

    return 0;
}
catch (ArgumentException exception)
{
    // A profile that is not valid: the message lists every error with its line and its path in the file.
    await Console.Error.WriteLineAsync(exception.Message);
    return 2;
}
catch (IOException exception)
{
    await Console.Error.WriteLineAsync(exception.Message); // the output is full, for example
    return 1;
}

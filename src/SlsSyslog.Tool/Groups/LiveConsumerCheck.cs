namespace SlsSyslog.Tool;

/// <summary>Refuses to change a group that is used: consumers do not notice a change, and overwrite it.</summary>
internal static class LiveConsumerCheck
{
    /// <summary>Finds the consumers that use a group.</summary>
    /// <exception cref="ToolException">There are consumers, and the change is not forced.</exception>
    public static async Task<IReadOnlyList<LiveConsumer>> RunAsync(
        GroupEditor editor, GroupReport report, bool isForced, CancellationToken cancellationToken)
    {
        IReadOnlyList<LiveConsumer> live = await editor.FindLiveConsumersAsync(report.Group, cancellationToken).ConfigureAwait(false);
        if (live.Count > 0 && !isForced)
        {
            string names = PlainText.Clean(string.Join(", ", live.Select(consumer => consumer.Name)));
            throw new ToolException(
                $"The group '{report.Group}' of the logstore {report.Logstore} is in use by {names}. Nothing was changed.\n"
                + $"Stop the consumers, wait {report.TimeoutSeconds.ToString("0", CultureInfo.InvariantCulture)} s, and repeat the command, or "
                + "specify --force.");
        }

        return live;
    }
}

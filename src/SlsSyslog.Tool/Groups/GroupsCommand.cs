namespace SlsSyslog.Tool;

/// <summary>The command that shows and changes the consumer groups of the logstores of a route.</summary>
internal static class GroupsCommand
{
    public static Command Create(ToolContext context)
    {
        Command groups = new("groups", "Shows and changes the consumer groups of the logstores that a route reads.");
        groups.Add(GroupListCommand.Create(context));
        groups.Add(GroupShowCommand.Create(context));
        groups.Add(GroupSetCommand.Create(context));
        groups.Add(GroupDeleteCommand.Create(context));
        return groups;
    }
}

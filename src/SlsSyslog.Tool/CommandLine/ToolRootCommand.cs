using System.CommandLine.Help;

namespace SlsSyslog.Tool;

/// <summary>The command line of the tool.</summary>
internal sealed class ToolRootCommand : RootCommand
{
    public ToolRootCommand(ToolContext context)
        : base("Forwards logs from Alibaba Cloud SLS to a SIEM over syslog, and sets up, checks and proves the flow.")
    {
        Add(InitCommand.Create(context));
        Add(RunCommand.Create(context));
        Add(GroupsCommand.Create(context));
        Add(VerifyCommand.Create(context));
        Add(ReplayCommand.Create(context));
        Add(PolicyCommand.Create(context));
        Add(ProfilesCommand.Create(context));
        Add(EmulateCommand.Create(context));
        Add(CheckCommand.Create(context));
        Add(PreviewCommand.Create(context));
        Add(TopCommand.Create(context));
        Add(TapCommand.Create(context));

        HelpOption help = Options.OfType<HelpOption>().Single();
        help.Description = "Shows the help.";
        help.Action = new ExampleHelpAction((HelpAction)help.Action!);
        help.Aliases.Clear();
        help.Aliases.Add("-h");
        Add(new HelpOption("-?", "/?", "/h") { Action = help.Action, Hidden = true }); // accepted, but not offered
        Options.OfType<VersionOption>().Single().Description = "Shows the version.";
    }
}

namespace SlsSyslog.Tool;

/// <summary>The entry point.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args) =>
        (int)await ToolProgram.RunAsync(args, ToolConsole.CreateSystem(), TimeProvider.System).ConfigureAwait(false);
}

namespace SlsSyslog.Tool.Tests;

/// <summary>Makes the tool of this build a command of a shell.</summary>
internal static class InstalledTool
{
    /// <summary>Creates <c>sls-syslog</c> below a folder. Returns the folder that belongs into PATH.</summary>
    public static string Create(string folder)
    {
        string bin = Directory.CreateDirectory(Path.Combine(folder, "bin")).FullName;
        string tool = Path.Combine(bin, "sls-syslog");
        File.WriteAllText(tool, $"#!/bin/sh\nexec {string.Join(' ', ToolProcess.Program.Select(part => $"'{part}'"))} \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(tool, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return bin;
    }
}

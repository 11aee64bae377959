using System.Diagnostics;

namespace SlsSyslog.Tests;

/// <summary>A file system of 64 KiB in memory.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private SmallDisk(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>Mounts the file system, or returns null where that is not possible.</summary>
    public static async Task<SmallDisk?> TryMountAsync(string parent)
    {
        string folder = Directory.CreateDirectory(Path.Combine(parent, "disk")).FullName;
        return OperatingSystem.IsLinux() && await RunAsync("mount", "-t", "tmpfs", "-o", "size=64k,mode=700", "tmpfs", folder)
            ? new SmallDisk(folder)
            : null;
    }

    /// <summary>Writes a file until the disk is full.</summary>
    public static async Task FillAsync(string path)
    {
        await using FileStream file = new(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        try
        {
            while (true)
            {
                await file.WriteAsync(new byte[4096]);
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    public async ValueTask DisposeAsync() => await RunAsync("umount", Folder);

    private static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        try
        {
            ProcessStartInfo start = new(program, arguments) { RedirectStandardError = true };
            using Process process = Process.Start(start)!;
            await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}

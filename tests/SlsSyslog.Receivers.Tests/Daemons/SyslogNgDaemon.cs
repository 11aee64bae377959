using System.Diagnostics;

namespace SlsSyslog.Receivers.Tests;

/// <summary>
/// Runs syslog-ng, which is installed in the usual place, or unpacked to artifacts/receivers/syslog-ng or to the folder in
/// SLSSYSLOG_SYSLOG_NG_ROOT, because the Debian packages of rsyslog and syslog-ng exclude each other.
/// </summary>
public sealed class SyslogNgDaemon : ReceiverDaemon
{
    private static readonly string? Root = FindRoot();

    private SyslogNgDaemon(ReceiverDaemonOptions options)
        : base(options)
    {
    }

    /// <summary>Gets what is missing on this machine and how to install it, or null if nothing is missing.</summary>
    public static string? Missing { get; } = Root is null
        ? "syslog-ng is not installed. Run as root: tests/SlsSyslog.Receivers.Tests/install.sh"
        : null;

    /// <summary>Starts a daemon.</summary>
    public static async Task<SyslogNgDaemon> StartAsync(ReceiverDaemonOptions? options = null)
    {
        Requirement.Require(Missing);
        SyslogNgDaemon daemon = new(options ?? new ReceiverDaemonOptions());
        await daemon.StartChildAsync();
        return daemon;
    }

    private protected override (string Template, Dictionary<string, string> Values) Configure() =>
        ("syslog-ng.conf", new Dictionary<string, string>
        {
            ["folder"] = Folder,
            ["certificates"] = TestCertificates.Folder,
            ["client-sha1"] = TestCertificates.Client.Sha1,
        });

    private protected override ProcessStartInfo CreateStartInfo(string configurationFile)
    {
        string libraries = Path.Combine(Root!, "usr/lib/syslog-ng");
        ProcessStartInfo start = new(Path.Combine(Root!, "usr/sbin/syslog-ng"),
        [
            "--foreground", "--no-caps", "--cfgfile", configurationFile,
            "--pidfile", Path.Combine(Folder, "syslog-ng.pid"),
            "--persist-file", Path.Combine(Folder, "persist"),
            "--control", Path.Combine(Folder, "control"),
        ]);
        if (Directory.Exists(libraries))
        {
            // The modules are in a subfolder that is named after the version.
            start.ArgumentList.Add("--module-path=" + Directory.EnumerateDirectories(libraries).Single());
            start.Environment["LD_LIBRARY_PATH"] = libraries;
        }

        return start;
    }

    private static string? FindRoot()
    {
        string? named = Environment.GetEnvironmentVariable("SLSSYSLOG_SYSLOG_NG_ROOT");
        IEnumerable<string> candidates = named is not null ? [named] : [.. RepositoryFolders(), "/"];
        return candidates.FirstOrDefault(root => File.Exists(Path.Combine(root, "usr/sbin/syslog-ng")));
    }

    private static IEnumerable<string> RepositoryFolders()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            yield return Path.Combine(folder.FullName, "artifacts/receivers/syslog-ng");
        }
    }
}

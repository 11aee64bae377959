using System.Diagnostics;
using System.Globalization;

namespace SlsSyslog.Receivers.Tests;

/// <summary>
/// syslog-ng, installed in the usual place or unpacked beside rsyslog, since Debian's packages of the two exclude each other:
/// then in artifacts/receivers/syslog-ng, or where SLSSYSLOG_SYSLOG_NG_ROOT says.
/// </summary>
public sealed class SyslogNgDaemon : ReceiverDaemon
{
    private static readonly string? Root = FindRoot();

    private SyslogNgDaemon(ReceiverDaemonOptions options)
        : base(options)
    {
    }

    /// <summary>What is missing on this machine, with the mend; null when nothing is.</summary>
    public static string? Missing { get; } = Root is null
        ? "syslog-ng is not here; as root: tests/SlsSyslog.Receivers.Tests/install.sh"
        : null;

    /// <summary>Starts a daemon of one's own.</summary>
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
            ["max-message-bytes"] = (Options.MaxMessageBytes ?? 65_536).ToString(CultureInfo.InvariantCulture),
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
            // One folder below, named after the version, holds the modules.
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

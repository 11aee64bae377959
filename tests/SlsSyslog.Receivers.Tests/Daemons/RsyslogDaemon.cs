using System.Diagnostics;

namespace SlsSyslog.Receivers.Tests;

/// <summary>Runs rsyslog with its TLS and RELP modules.</summary>
public sealed class RsyslogDaemon : ReceiverDaemon
{
    private const string Program = "/usr/sbin/rsyslogd";
    private static readonly string[] Modules = ["imptcp.so", "imrelp.so", "lmnsd_gtls.so", "lmnsd_ossl.so"];

    private RsyslogDaemon(ReceiverDaemonOptions options)
        : base(options)
    {
    }

    /// <summary>Gets what is missing on this machine and how to install it, or null if nothing is missing.</summary>
    public static string? Missing { get; } = FindMissing();

    private string PidFile => Path.Combine(Folder, "rsyslogd.pid");

    /// <summary>Starts a daemon.</summary>
    public static async Task<RsyslogDaemon> StartAsync(ReceiverDaemonOptions? options = null)
    {
        Requirement.Require(Missing);
        RsyslogDaemon daemon = new(options ?? new ReceiverDaemonOptions());
        await daemon.StartChildAsync();
        return daemon;
    }

    private protected override (string Template, Dictionary<string, string> Values) Configure() =>
        ("rsyslog.conf", new Dictionary<string, string>
        {
            ["folder"] = Folder,
            ["certificates"] = TestCertificates.Folder,
            ["client-sha1"] = TestCertificates.Client.Sha1,
            ["client-sha256"] = TestCertificates.Client.Sha256,
            ["queue"] = Options.Queue switch
            {
                QueueKind.Direct => "queue.type=\"Direct\"",
                _ => "queue.type=\"LinkedList\" queue.size=\"50000\" queue.timeoutShutdown=\"3000\"",
            },
        });

    private protected override ProcessStartInfo CreateStartInfo(string configurationFile)
    {
        // rsyslogd does not start if a killed one has left its PID file.
        File.Delete(PidFile);

        // imptcp repeats a message that is too long once for each further byte. The limit, in blocks of 512 bytes, protects the disk.
        return new ProcessStartInfo(
            "/bin/sh", ["-c", "ulimit -f 1048576 && exec \"$0\" \"$@\"", Program, "-n", "-i", PidFile, "-f", configurationFile]);
    }

    private static string? FindMissing()
    {
        string[] missing = File.Exists(Program)
            ? [.. Modules.Where(module => !Directory.EnumerateDirectories("/usr/lib", "*-linux-gnu")
                .Any(folder => File.Exists(Path.Combine(folder, "rsyslog", module))))]
            : [Program];
        return missing.Length == 0
            ? null
            : $"rsyslog is not installed completely ({string.Join(", ", missing)} missing). Run as root: tests/SlsSyslog.Receivers.Tests/install.sh";
    }
}

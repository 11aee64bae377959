using System.Globalization;

namespace SlsSyslog.Forwarder.Tests;

/// <summary>
/// Lets a program run as it runs in a container, without a container engine: in a separate mount namespace with a read-only root file system and
/// without a writable /tmp, as a user without rights and capabilities, with a limit of memory where control groups allow it.
/// </summary>
internal sealed class ConfinedProgram : IDisposable
{
    public const int UserId = 1654;
    public const string StateFolder = "/srv/state";
    public const string SettingsFile = "/srv/settings/settings.json";
    public const string SecretsFolder = "/srv/secrets";
    public const long MemoryLimit = 256L * 1024 * 1024;

    // Files of a map or a secret are links to a hidden folder, as the kubelet makes them.
    private const string Script = """
        set -e
        group=$1 program=$2 input=$3
        shift 3
        [ -z "$group" ] || echo $$ > "$group/cgroup.procs"
        mount --make-rprivate /
        mount --bind "$program" /mnt
        mount -t tmpfs -o mode=0755 tmpfs /srv
        mkdir -p /srv/state /srv/settings/..2026 /srv/secrets/..2026
        cp "$input"/settings.json /srv/settings/..2026/
        cp "$input"/id "$input"/key /srv/secrets/..2026/
        for folder in settings secrets; do
          ln -s ..2026 /srv/$folder/..data
          for file in /srv/$folder/..2026/*; do ln -s "..data/${file##*/}" "/srv/$folder/${file##*/}"; done
        done
        chown -R 0:1654 /srv/secrets
        chmod 0440 /srv/secrets/..2026/*
        chown 1654:1654 /srv/state
        chmod 0700 /srv/state
        mount -t tmpfs -o ro,mode=0755 tmpfs /tmp
        mount -o remount,bind,ro /
        cd /srv/state
        exec setpriv --reuid=1654 --regid=1654 --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all "$@"
        """;

    private readonly string _input = Directory.CreateTempSubdirectory("confined-").FullName;
    private readonly string? _group = CreateMemoryGroup();

    public ConfinedProgram(string settings, string keyId, string keySecret)
    {
        File.WriteAllText(Path.Combine(_input, "settings.json"), settings);
        File.WriteAllText(Path.Combine(_input, "id"), keyId + "\n");
        File.WriteAllText(Path.Combine(_input, "key"), keySecret + "\n");
    }

    /// <summary>Gets a value that indicates whether the memory is limited.</summary>
    public bool IsMemoryLimited => _group is not null;

    public static void SkipWhereImpossible()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "Mount namespaces need root on Linux.");
        CommandRun probe = CommandRun.Of("unshare", "-m", "sh", "-c", "mount --make-rprivate / && mount -t tmpfs tmpfs /mnt && command -v setpriv");
        Assert.SkipWhen(probe.Code != 0, $"A mount namespace cannot be made here: {probe.Error.Trim()}");
    }

    /// <summary>Wraps a command. The folder of the program is /mnt in its namespace.</summary>
    public string[] Wrap(string programFolder, string[] command) =>
        ["unshare", "-m", "sh", "-c", Script, "sh", _group ?? "", programFolder, _input, .. command];

    public void Dispose()
    {
        Directory.Delete(_input, recursive: true);
        if (_group is not null)
        {
            Directory.Delete(_group);
        }
    }

    // Version 1 of control groups has a folder for memory; version 2 needs the controller in the parent.
    private static string? CreateMemoryGroup()
    {
        string name = $"slssyslog-{Guid.NewGuid():N}";
        foreach ((string parent, string file) in new[] { ("/sys/fs/cgroup/memory", "memory.limit_in_bytes"), ("/sys/fs/cgroup", "memory.max") })
        {
            string group = Path.Combine(parent, name);
            try
            {
                Directory.CreateDirectory(group);
                if (File.Exists(Path.Combine(group, file)))
                {
                    File.WriteAllText(Path.Combine(group, file), MemoryLimit.ToString(CultureInfo.InvariantCulture));
                    return group;
                }

                Directory.Delete(group);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Not allowed here.
            }
        }

        return null;
    }
}

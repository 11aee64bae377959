namespace SlsSyslog.Testing;

/// <summary>Holds the access keys and the projects with their logstores.</summary>
internal sealed class AccountStore(EmulatorServices services)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, AccessKey> _keys = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Project> _projects = new(StringComparer.Ordinal);

    public void AddKey(AccessKey key) => Locked(() => _keys[key.Id] = key);

    public bool RemoveKey(string id) => Locked(() => _keys.Remove(id));

    public AccessKey? FindKey(string id) => Locked(() => _keys.GetValueOrDefault(id));

    public IReadOnlyList<Project> Projects => Locked<IReadOnlyList<Project>>(() => [.. _projects.Values]);

    public Project CreateProject(string name, string description) => Locked(() =>
    {
        EmulatorException.ThrowIf(_projects.ContainsKey(name), 400, "ProjectAlreadyExist", $"Project {name} already exist");
        Record(StateChange.CreateProject, name, text: description);
        return _projects[name] = new Project(name, description, services.Clock.GetUtcNow());
    });

    public Project FindProject(string name) =>
        Locked(() => _projects.GetValueOrDefault(name)) ?? throw EmulatorException.ProjectNotExist(name);

    public void DeleteProject(string name)
    {
        if (!Locked(() => _projects.Remove(name) && Record(StateChange.DeleteProject, name)))
        {
            throw EmulatorException.ProjectNotExist(name);
        }
    }

    public EmulatorLogstore CreateLogstore(
        string project, string name, int shardCount, TimeSpan retention, LogstoreSettings? settings = null)
    {
        Project owner = FindProject(project);
        return Locked(() =>
        {
            EmulatorException.ThrowIf(owner.Logstores.ContainsKey(name), 400, "LogStoreAlreadyExist", $"logstore {name} already exists");
            // One time for both: the cursors of a shard start with its creation time.
            DateTimeOffset now = services.Clock.GetUtcNow();
            settings ??= new LogstoreSettings();
            Record(StateChange.CreateLogstore, project, name, settings.ToJson().ToJsonString(), shardCount, retention.Ticks, now);
            return owner.Logstores[name] = new EmulatorLogstore(project, name, shardCount, retention, settings, now, services);
        });
    }

    public EmulatorLogstore FindLogstore(string project, string name)
    {
        Project owner = FindProject(project);
        return Locked(() => owner.Logstores.GetValueOrDefault(name)) ?? throw EmulatorException.LogStoreNotExist(name);
    }

    public IReadOnlyList<EmulatorLogstore> ListLogstores(string project)
    {
        Project owner = FindProject(project);
        return Locked<IReadOnlyList<EmulatorLogstore>>(() => [.. owner.Logstores.Values]);
    }

    public void DeleteLogstore(string project, string name)
    {
        Project owner = FindProject(project);
        if (!Locked(() => owner.Logstores.Remove(name) && Record(StateChange.DeleteLogstore, project, name)))
        {
            throw EmulatorException.LogStoreNotExist(name);
        }
    }

    private bool Record(
        StateChange change, string project, string logstore = "", string text = "", long number = 0, long second = 0, DateTimeOffset? at = null)
    {
        DateTimeOffset time = at ?? services.Clock.GetUtcNow();
        services.State?.Record(new StateRecord(change, time, project, logstore) { Text = text, Number = number, Second = second });
        return true;
    }

    private T Locked<T>(Func<T> action)
    {
        lock (_lock)
        {
            return action();
        }
    }
}

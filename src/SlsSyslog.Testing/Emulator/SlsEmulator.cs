namespace SlsSyslog.Testing;

/// <summary>
/// An Alibaba Cloud SLS (LogHub) server for tests: real HTTP on loopback, both signature versions verified, shards, cursors, pulls, consumer
/// groups with the assignment of shards, checkpoints. It shares no code with the product's client, so that it cannot agree with its mistakes.
/// </summary>
/// <remarks>
/// The project of a request is the first label of its <c>Host</c> header, whatever follows: <c>my-project.127.0.0.1:8401</c> as well as
/// <c>my-project.localhost</c>.
/// </remarks>
public sealed class SlsEmulator : IAsyncDisposable
{
    private readonly EmulatorServices _services;
    private readonly AccountStore _account;
    private readonly EmulatorHost _host;

    private SlsEmulator(SlsEmulatorOptions options)
    {
        _services = new EmulatorServices(options);
        _account = new AccountStore(_services);
        _account.AddKey(new AccessKey(options.AccessKeyId, options.AccessKeySecret));
        Faults = new FaultScript(_services.Clock);
        _host = new EmulatorHost(_services, _account, Faults);
    }

    /// <summary>The address it listens on, such as <c>http://127.0.0.1:8401</c>.</summary>
    public Uri Endpoint => _host.Endpoint;

    /// <summary>The clock it goes by: the one of its options, moved by <see cref="ClockOffset"/>.</summary>
    public TimeProvider TimeProvider => _services.Clock;

    /// <summary>
    /// How far its clock is ahead of the one of its options; zero by default. More than 15 minutes either way, and requests dated by another
    /// clock are refused with <c>RequestTimeExpired</c>.
    /// </summary>
    public TimeSpan ClockOffset
    {
        get => _services.Clock.Offset;
        set => _services.Clock.Offset = value;
    }

    /// <summary>The faults it has on demand.</summary>
    public FaultScript Faults { get; }

    /// <summary>The counts of this moment.</summary>
    public EmulatorCounts Counts => _services.Journal.Counts;

    /// <summary>The latest requests in the order of their answers, at most <see cref="SlsEmulatorOptions.JournalCapacity"/>.</summary>
    public IReadOnlyList<EmulatorRequest> Journal => _services.Journal.Snapshot();

    /// <summary>Starts an emulator; it answers when the task completes.</summary>
    /// <param name="options">How it behaves; the defaults when left out.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <returns>The emulator, owned by the caller.</returns>
    /// <exception cref="IOException">The port is in use, or the data folder cannot be used.</exception>
    /// <exception cref="InvalidDataException">The data folder was written by a newer version.</exception>
    public static async Task<SlsEmulator> StartAsync(SlsEmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        SlsEmulator emulator = new(options ?? new SlsEmulatorOptions());
        try
        {
            emulator.OpenState();
            await emulator._host.StartAsync(cancellationToken).ConfigureAwait(false);
            return emulator;
        }
        catch
        {
            await emulator.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Makes a project.</summary>
    /// <param name="name">Its name, 3 to 63 lower-case letters, digits and hyphens.</param>
    /// <param name="description">Its description.</param>
    /// <exception cref="EmulatorException">It exists already, or the name is not legal.</exception>
    public void CreateProject(string name, string description = "")
    {
        ResourceNames.CheckProject(name);
        _account.CreateProject(name, description);
    }

    /// <summary>Makes a logstore; its project too where it does not exist yet.</summary>
    /// <param name="project">The project.</param>
    /// <param name="name">The logstore's name, 3 to 63 lower-case letters, digits, hyphens and underscores.</param>
    /// <param name="shardCount">How many shards share the key range evenly, 1 to 100.</param>
    /// <param name="retention">How long a LogGroup is kept; 30 days when left out.</param>
    /// <returns>The logstore.</returns>
    /// <exception cref="EmulatorException">It exists already, or a name is not legal.</exception>
    public EmulatorLogstore CreateLogstore(string project, string name, int shardCount = 1, TimeSpan? retention = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shardCount);
        ResourceNames.CheckProject(project);
        ResourceNames.CheckLogstore(name);
        if (_account.Projects.All(existing => existing.Name != project))
        {
            _account.CreateProject(project, "");
        }

        return _account.CreateLogstore(project, name, shardCount, retention ?? TimeSpan.FromDays(30));
    }

    /// <summary>Finds a logstore, also one that was made over HTTP.</summary>
    /// <param name="project">The project.</param>
    /// <param name="name">The logstore.</param>
    /// <returns>The logstore.</returns>
    /// <exception cref="EmulatorException">There is none of that name.</exception>
    public EmulatorLogstore GetLogstore(string project, string name) => _account.FindLogstore(project, name);

    /// <summary>Finds a logstore, if there is one.</summary>
    /// <param name="project">The project.</param>
    /// <param name="name">The logstore.</param>
    /// <returns>The logstore, or null.</returns>
    public EmulatorLogstore? FindLogstore(string project, string name) =>
        _account.Projects.Any(existing => existing.Name == project)
            ? _account.ListLogstores(project).FirstOrDefault(logstore => logstore.Name == name)
            : null;

    /// <summary>Adds an access key, or changes its secret.</summary>
    /// <param name="id">The access key id.</param>
    /// <param name="secret">The access key secret.</param>
    public void AddAccessKey(string id, string secret) => _account.AddKey(new AccessKey(id, secret));

    /// <summary>Adds a temporary access key (STS), or renews it: its token must come with every request and expires.</summary>
    /// <param name="id">The access key id.</param>
    /// <param name="secret">The access key secret.</param>
    /// <param name="securityToken">The token of <c>x-acs-security-token</c>.</param>
    /// <param name="expiresAt">When it ends, by <see cref="TimeProvider"/>.</param>
    public void AddTemporaryAccessKey(string id, string secret, string securityToken, DateTimeOffset expiresAt) =>
        _account.AddKey(new AccessKey(id, secret, securityToken, expiresAt));

    /// <summary>Removes an access key; requests signed with it are refused.</summary>
    /// <param name="id">The access key id.</param>
    /// <returns>Whether it existed.</returns>
    public bool RemoveAccessKey(string id) => _account.RemoveKey(id);

    /// <summary>How many requests of an operation have been answered since the start.</summary>
    /// <param name="operation">The operation.</param>
    /// <returns>The count, errors included.</returns>
    public long CountOf(SlsOperation operation) => _services.Journal.CountOf(operation);

    /// <summary>Waits for a request that satisfies a condition, looking at those still in <see cref="Journal"/> first.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="timeout">How long at most.</param>
    /// <returns>The first such request.</returns>
    /// <exception cref="TimeoutException">None came in time.</exception>
    public Task<EmulatorRequest> WaitForRequestAsync(Func<EmulatorRequest, bool> condition, TimeSpan timeout)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return _services.Journal.WaitForAsync(condition, timeout);
    }

    /// <summary>Breaks open connections and stops listening.</summary>
    /// <returns>Completes when the port is free and everything kept is on its way to the disk.</returns>
    public async ValueTask DisposeAsync()
    {
        Faults.Clear();
        await _host.DisposeAsync().ConfigureAwait(false);
        if (_services.State is { } state)
        {
            await state.DisposeAsync().ConfigureAwait(false);
        }
    }

    private void OpenState()
    {
        if (_services.Options.DataDirectory is { } directory)
        {
            _services.State = StateLog.Open(directory, new StateReplay(_services, _account));
        }
    }
}

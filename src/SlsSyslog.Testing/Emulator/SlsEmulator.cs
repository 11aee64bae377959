namespace SlsSyslog.Testing;

/// <summary>
/// Represents an emulator of Alibaba Cloud SLS (LogHub) for tests: HTTP on loopback, both signature versions, shards, cursors, pulls, consumer
/// groups with shard assignment, and checkpoints. It shares no code with the product's client, so that an error in one cannot hide an error in the
/// other.
/// </summary>
/// <remarks>The project is the first label of the <c>Host</c> header: <c>my-project.127.0.0.1:8401</c> or <c>my-project.localhost</c>.</remarks>
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

    /// <summary>Gets the address of the emulator, such as <c>http://127.0.0.1:8401</c>.</summary>
    public Uri Endpoint => _host.Endpoint;

    /// <summary>Gets the clock of the emulator: the clock of its options plus <see cref="ClockOffset"/>.</summary>
    public TimeProvider TimeProvider => _services.Clock;

    /// <summary>
    /// Gets or sets the offset of the emulator's clock to the clock of its options. The default is zero. With an offset of more than 15 minutes,
    /// requests with the time of another clock are refused with <c>RequestTimeExpired</c>.
    /// </summary>
    public TimeSpan ClockOffset
    {
        get => _services.Clock.Offset;
        set => _services.Clock.Offset = value;
    }

    /// <summary>Gets the faults to inject.</summary>
    public FaultScript Faults { get; }

    /// <summary>Gets the current counts.</summary>
    public EmulatorCounts Counts => _services.Journal.Counts;

    /// <summary>Gets the latest requests in the order of their responses, at most <see cref="SlsEmulatorOptions.JournalCapacity"/>.</summary>
    public IReadOnlyList<EmulatorRequest> Journal => _services.Journal.Snapshot();

    /// <summary>Starts an emulator. It accepts requests when the task completes.</summary>
    /// <param name="options">The options. The default is a new instance.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <returns>The emulator. The caller disposes it.</returns>
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

    /// <summary>Creates a project.</summary>
    /// <param name="name">The name: 3 to 63 lowercase letters, digits and hyphens.</param>
    /// <param name="description">The description.</param>
    /// <exception cref="EmulatorException">The project already exists, or the name is not valid.</exception>
    public void CreateProject(string name, string description = "")
    {
        ResourceNames.CheckProject(name);
        _account.CreateProject(name, description);
    }

    /// <summary>Creates a logstore, and its project if it does not exist.</summary>
    /// <param name="project">The project.</param>
    /// <param name="name">The name: 3 to 63 lowercase letters, digits, hyphens and underscores.</param>
    /// <param name="shardCount">The number of shards that share the key range evenly, from 1 to 100.</param>
    /// <param name="retention">The time that a LogGroup is kept. The default is 30 days.</param>
    /// <returns>The logstore.</returns>
    /// <exception cref="EmulatorException">The logstore already exists, or a name is not valid.</exception>
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

    /// <summary>Gets a logstore, including one that was created over HTTP.</summary>
    /// <param name="project">The project.</param>
    /// <param name="name">The logstore.</param>
    /// <returns>The logstore.</returns>
    /// <exception cref="EmulatorException">The logstore does not exist.</exception>
    public EmulatorLogstore GetLogstore(string project, string name) => _account.FindLogstore(project, name);

    /// <summary>Finds a logstore.</summary>
    /// <param name="project">The project.</param>
    /// <param name="name">The logstore.</param>
    /// <returns>The logstore, or <see langword="null"/>.</returns>
    public EmulatorLogstore? FindLogstore(string project, string name) =>
        _account.Projects.Any(existing => existing.Name == project)
            ? _account.ListLogstores(project).FirstOrDefault(logstore => logstore.Name == name)
            : null;

    /// <summary>Adds an access key or replaces its secret.</summary>
    /// <param name="id">The access key id.</param>
    /// <param name="secret">The access key secret.</param>
    public void AddAccessKey(string id, string secret) => _account.AddKey(new AccessKey(id, secret));

    /// <summary>Adds or renews a temporary access key (STS). Requests must carry its token, and the key expires.</summary>
    /// <param name="id">The access key id.</param>
    /// <param name="secret">The access key secret.</param>
    /// <param name="securityToken">The token of <c>x-acs-security-token</c>.</param>
    /// <param name="expiresAt">The expiration time, by <see cref="TimeProvider"/>.</param>
    public void AddTemporaryAccessKey(string id, string secret, string securityToken, DateTimeOffset expiresAt) =>
        _account.AddKey(new AccessKey(id, secret, securityToken, expiresAt));

    /// <summary>Removes an access key. Requests signed with it are refused.</summary>
    /// <param name="id">The access key id.</param>
    /// <returns><see langword="true"/> if the key existed; otherwise, <see langword="false"/>.</returns>
    public bool RemoveAccessKey(string id) => _account.RemoveKey(id);

    /// <summary>Gets the number of requests of an operation that got a response since the start.</summary>
    /// <param name="operation">The operation.</param>
    /// <returns>The count, including errors.</returns>
    public long CountOf(SlsOperation operation) => _services.Journal.CountOf(operation);

    /// <summary>Waits for a request that satisfies a condition. Requests in <see cref="Journal"/> count.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="timeout">The maximum time to wait.</param>
    /// <returns>The first matching request.</returns>
    /// <exception cref="TimeoutException">No matching request arrived in time.</exception>
    public Task<EmulatorRequest> WaitForRequestAsync(Func<EmulatorRequest, bool> condition, TimeSpan timeout)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return _services.Journal.WaitForAsync(condition, timeout);
    }

    /// <summary>Aborts open connections and stops listening.</summary>
    /// <returns>A task that completes when the port is free and all stored state is written.</returns>
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

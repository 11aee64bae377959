namespace SlsSyslog.Testing.Tests;

public sealed class StateLogTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("slssyslog-state-").FullName;
    private readonly TestTimeProvider _timeProvider = new();

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task StartAsync_Restarted_RestoresTheState()
    {
        string before;
        await using (SlsEmulator emulator = await StartAsync())
        {
            EmulatorLogstore logstore = emulator.CreateLogstore("test-project", "logs", 4, TimeSpan.FromDays(9));
            emulator.CreateLogstore("test-project", "gone");
            for (int index = 0; index < 20; index++)
            {
                logstore.Append(index % 4, new EmulatorLogGroup(new EmulatorLog(1_768_464_550, ("n", $"{index}"))));
                _timeProvider.Advance(TimeSpan.FromMilliseconds(700));
            }

            logstore.Split(0, 3);
            _timeProvider.Advance(TimeSpan.FromSeconds(1));
            logstore.Merge(1);
            logstore.Trim(3, logstore.Shards[3].EndCursor);
            logstore.DeleteShard(2);
            EmulatorConsumerGroup group = logstore.CreateConsumerGroup("siem", TimeSpan.FromSeconds(33), inOrder: true);
            logstore.CreateConsumerGroup("gone");
            logstore.DeleteConsumerGroup("gone");
            group.HeartBeat("c1", new HashSet<int>());
            group.StoreCheckpoint("c1", 0, logstore.Shards[0].EndCursor, force: false);
            using TestSlsClient client = new(emulator.Endpoint, timeProvider: _timeProvider);
            using HttpResponseMessage deleted = await client.SendAsync(HttpMethod.Delete, "/logstores/gone", null, "");
            Assert.Equal(200, (int)deleted.StatusCode);
            using HttpResponseMessage created = await client.PostJsonAsync(
                "/logstores", """{"logstoreName":"more","shardCount":1,"autoSplit":true,"maxSplitShard":6,"encrypt_conf":{"enable":true}}""");
            using HttpResponseMessage updated = await client.SendAsync(
                HttpMethod.Put, "/logstores/more", """{"mode":"query","hot_ttl":7}"""u8.ToArray(), "application/json");
            Assert.Equal((200, 200), ((int)created.StatusCode, (int)updated.StatusCode));
            before = Describe(emulator);
        }

        _timeProvider.Advance(TimeSpan.FromMinutes(5));
        await using SlsEmulator again = await StartAsync();

        Assert.Equal(before, Describe(again));
        EmulatorLogstore restored = again.GetLogstore("test-project", "logs");
        Assert.Equal("c1", restored.FindConsumerGroup("siem")!.Checkpoints[0].Consumer);
        Assert.Equal(TimeSpan.FromSeconds(33), restored.FindConsumerGroup("siem")!.Timeout);
        Assert.Empty(restored.FindConsumerGroup("siem")!.Consumers);
        Assert.Throws<EmulatorException>(() => again.GetLogstore("test-project", "gone"));
    }

    [Fact]
    public async Task StartAsync_IncompleteRecord_IsDiscarded()
    {
        await FillAsync(10);
        string file = Assert.Single(Directory.GetFiles(_directory));
        using (FileStream stream = new(file, FileMode.Open))
        {
            stream.SetLength(stream.Length - 3);
        }

        await using (SlsEmulator emulator = await StartAsync())
        {
            Assert.Equal(9, emulator.GetLogstore("test-project", "logs").Read(0).Count);
            emulator.GetLogstore("test-project", "logs").Append(0, new EmulatorLogGroup(new EmulatorLog(1)));
        }

        await using SlsEmulator again = await StartAsync();
        Assert.Equal(10, again.GetLogstore("test-project", "logs").Read(0).Count);
    }

    [Theory]
    [InlineData(6, 9, "newer version")]
    [InlineData(0, 9, "not a state file")]
    public async Task StartAsync_NewerOrForeignFile_IsRefusedWithTheReason(int position, byte value, string text)
    {
        await FillAsync(1);
        string file = Assert.Single(Directory.GetFiles(_directory));
        byte[] bytes = await File.ReadAllBytesAsync(file);
        bytes[position] = value;
        await File.WriteAllBytesAsync(file, bytes);

        InvalidDataException refused = await Assert.ThrowsAsync<InvalidDataException>(StartAsync);

        Assert.Contains(text, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_DamagedFile_ReportsThePosition()
    {
        await FillAsync(3);
        string file = Path.Combine(_directory, "emulator.state");
        byte[] bytes = await File.ReadAllBytesAsync(file);
        bytes.AsSpan(12, 9).Fill(0xFF);
        await File.WriteAllBytesAsync(file, bytes);

        InvalidDataException error = await Assert.ThrowsAsync<InvalidDataException>(StartAsync);

        Assert.Contains("emulator.state is damaged at byte 8", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_FolderInUse_IsRefused()
    {
        await using SlsEmulator first = await StartAsync();

        await Assert.ThrowsAsync<IOException>(StartAsync);
    }

    private async Task FillAsync(int groups)
    {
        await using SlsEmulator emulator = await StartAsync();
        EmulatorLogstore logstore = emulator.CreateLogstore("test-project", "logs");
        for (int index = 0; index < groups; index++)
        {
            logstore.Append(0, new EmulatorLogGroup(new EmulatorLog(1)));
        }
    }

    private Task<SlsEmulator> StartAsync() => SlsEmulator.StartAsync(new SlsEmulatorOptions { TimeProvider = _timeProvider, DataDirectory = _directory });

    private static string Describe(SlsEmulator emulator)
    {
        EmulatorLogstore logstore = emulator.GetLogstore("test-project", "logs");
        IEnumerable<string> shards = logstore.Shards.Select(shard =>
            $"{(shard with { Parents = [] }).ToString()} {string.Join(',', shard.Parents)} {string.Join('|', logstore.Read(shard.Id).Select(group => Convert.ToHexString(group.Encode())))}");
        IEnumerable<string> groups = logstore.ConsumerGroups.Select(group => $"{group.Name} {group.InOrder} {string.Join('|', group.Checkpoints)}");
        EmulatorLogstore more = emulator.GetLogstore("test-project", "more");
        return string.Join('\n', shards) + logstore.Retention + string.Join('\n', groups) + more.Settings + more.ModifiedAt;
    }
}

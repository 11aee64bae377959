namespace SlsSyslog.Testing;

/// <summary>Applies stored records again, each at its original time.</summary>
internal sealed class StateReplay(EmulatorServices services, AccountStore account)
{
    public void Apply(StateRecord record)
    {
        services.Clock.Replayed = record.At;
        switch (record.Change)
        {
            case StateChange.CreateProject:
                account.CreateProject(record.Project, record.Text);
                break;
            case StateChange.DeleteProject:
                account.DeleteProject(record.Project);
                break;
            case StateChange.CreateLogstore:
                account.CreateLogstore(
                    record.Project, record.Logstore, (int)record.Number, TimeSpan.FromTicks(record.Second), LogstoreSettings.Parse(record.Text));
                break;
            case StateChange.DeleteLogstore:
                account.DeleteLogstore(record.Project, record.Logstore);
                break;
            default:
                Apply(account.FindLogstore(record.Project, record.Logstore), record);
                break;
        }
    }

    /// <summary>Returns to the present time.</summary>
    public void End() => services.Clock.Replayed = null;

    private static void Apply(EmulatorLogstore logstore, StateRecord record)
    {
        int shard = (int)record.Number;
        switch (record.Change)
        {
            case StateChange.SetRetention:
                logstore.Retention = TimeSpan.FromTicks(record.Second);
                break;
            case StateChange.SetSettings:
                logstore.Settings = LogstoreSettings.Parse(record.Text);
                break;
            case StateChange.Append:
                logstore.Append(shard, record.Bytes);
                break;
            case StateChange.Trim:
                logstore.Trim(shard, record.Text);
                break;
            case StateChange.Split:
                logstore.Split(shard, HashKey.TryParse(record.Text, out UInt128 key) ? key : null, (int)record.Second);
                break;
            case StateChange.Merge:
                logstore.Merge(shard);
                break;
            case StateChange.DeleteShard:
                logstore.DeleteShard(shard);
                break;
            case StateChange.CreateGroup:
                logstore.CreateConsumerGroup(record.Name, TimeSpan.FromTicks(record.Number), record.Second != 0);
                break;
            case StateChange.UpdateGroup:
                logstore.UpdateConsumerGroup(record.Name, TimeSpan.FromTicks(record.Number), record.Second != 0);
                break;
            case StateChange.DeleteGroup:
                logstore.DeleteConsumerGroup(record.Name);
                break;
            case StateChange.Checkpoint:
                logstore.FindConsumerGroup(record.Name)?.Restore(shard, record.Text, Encoding.UTF8.GetString(record.Bytes.Span));
                break;
            default:
                throw new InvalidDataException($"The state file contains an unknown change ({(byte)record.Change}).");
        }
    }
}

namespace SlsSyslog.Tool;

/// <summary>Collects the reasons of a verdict. The most serious one decides.</summary>
internal sealed class FindingList
{
    private const int MaxDifferences = 20;

    private readonly List<string> _texts = [];
    private readonly HashSet<string> _expiredShards = [];
    private int _differences;

    // Records that are missing are more serious than evidence that is damaged.
    private bool _isIncomplete;
    private bool _isNotProvable;
    private bool _hasExceptions;

    public IReadOnlyList<string> Texts =>
        _differences <= MaxDifferences ? _texts : [.. _texts, $"{_differences - MaxDifferences} more differences are in the list of ranges."];

    public Verdict Verdict =>
        _isIncomplete ? Verdict.Incomplete
        : _isNotProvable ? Verdict.NotProvable
        : _hasExceptions ? Verdict.CompleteWithExceptions
        : Verdict.Complete;

    public void Add(Verdict verdict, string text)
    {
        SetVerdict(verdict);
        _texts.Add(text);
    }

    public void AddDifference(string shard, DateTimeOffset minute, long expected, long found, string where = "the ledger")
    {
        SetVerdict(expected > found ? Verdict.Incomplete : Verdict.NotProvable);
        if (++_differences <= MaxDifferences)
        {
            string records = Math.Abs(expected - found) == 1 ? "1 record" : string.Create(
                CultureInfo.InvariantCulture, $"{Math.Abs(expected - found)} records");
            _texts.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"Shard {shard}, minute {minute.UtcDateTime:yyyy-MM-dd'T'HH:mm'Z'}: SLS has {expected} records, {where} {found}: "
                + $"{records} {(expected > found ? "missing" : "too many")}."));
        }
    }

    public void AddExpired(string shard)
    {
        if (_expiredShards.Add(shard))
        {
            Add(Verdict.NotProvable, $"Logs of shard {shard} that are in the ledger have expired in SLS, so they cannot be counted.");
        }
    }

    public void AddChains(VerifyRequest request, LedgerContent ledger, IReadOnlyList<ShardEvidence> shards)
    {
        if (request.UsesLedger && ledger.Chains.Count == 0 && shards.Any(shard => !shard.Window.Span.IsEmpty))
        {
            string names = string.Join(", ", request.LedgerNames.Select(name => $"'{name}'"));
            Add(Verdict.NotProvable, $"There are no files of the ledger {names} in {string.Join(", ", request.LedgerFolders)}.");
            return;
        }

        foreach (LedgerChain chain in ledger.Chains.Where(chain => !chain.IsIntact))
        {
            Add(Verdict.NotProvable, $"The chain of the ledger '{chain.Route}' in {chain.Folder} is broken in {chain.Problems.Count} places.");
        }

        foreach (string shard in ledger.Records.Where(record => IsGone(record, request, shards)).Select(record => $"{record.Logstore}/{record.Shard}")
            .Distinct().Order(StringComparer.Ordinal))
        {
            Add(Verdict.NotProvable, $"Shard {shard} is in the ledger, but SLS does not have it any more.");
        }

        long omitted = ledger.Records.Where(record => request.Range.Contains(record.MinuteTime)).Sum(record => record.OmittedLines);
        if (omitted > 0)
        {
            Add(Verdict.NotProvable, $"{omitted} lines of the ledger could not be written.");
        }
    }

    public void AddTotals(VerifyRequest request, VerifyRow total, DateTimeOffset? expired)
    {
        if (request.Range.From < expired)
        {
            Add(Verdict.NotProvable, string.Create(
                CultureInfo.InvariantCulture,
                $"SLS has no logs that it received before {expired.Value.UtcDateTime:yyyy-MM-dd'T'HH:mm'Z'}, because they have expired."));
        }

        AddIf(total.MissingLogGroups, Verdict.Incomplete, "LogGroups have no line in the ledger");
        AddIf(total.PendingLogGroups, Verdict.Incomplete, "LogGroups are not delivered yet");
        AddIf(total.ExpiredLogGroups, Verdict.Incomplete, "LogGroups expired before they were read, or could not be decoded");
        AddIf(total.DeadLettered, Verdict.CompleteWithExceptions, "records could not be sent and are stored as dead letters");
        AddIf(total.Skipped, Verdict.CompleteWithExceptions, "records were skipped by the failure policy");
        AddIf(total.Truncated, Verdict.CompleteWithExceptions, "messages were truncated");
    }

    private static bool IsGone(LedgerRecord record, VerifyRequest request, IReadOnlyList<ShardEvidence> shards) =>
        record.Project == request.Source.Project && request.Range.Contains(record.MinuteTime)
        && Verifier.LogstoresOf(request.Source).Contains(record.Logstore)
        && !shards.Any(shard => shard.Window.Logstore == record.Logstore && shard.Window.Shard == record.ShardNumber);

    private void AddIf(long number, Verdict verdict, string what)
    {
        if (number > 0)
        {
            Add(verdict, string.Create(CultureInfo.InvariantCulture, $"{number} {what}."));
        }
    }

    private void SetVerdict(Verdict verdict)
    {
        _isIncomplete |= verdict == Verdict.Incomplete;
        _isNotProvable |= verdict == Verdict.NotProvable;
        _hasExceptions |= verdict == Verdict.CompleteWithExceptions;
    }
}

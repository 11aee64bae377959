namespace SlsSyslog.Tool;

/// <summary>Writes verdicts and reasons as people read them.</summary>
internal static class VerdictText
{
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Complete => "complete",
        Verdict.CompleteWithExceptions => "complete with exceptions",
        Verdict.Incomplete => "incomplete",
        _ => "not provable",
    };

    public static string Of(SpanKind kind) => kind switch
    {
        SpanKind.Missing => "missing in the ledger",
        SpanKind.Pending => "not delivered yet",
        SpanKind.Unknown => "before the oldest line of the ledger",
        SpanKind.Different => "the count differs",
        _ => "missing in the SIEM",
    };
}

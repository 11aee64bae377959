namespace SlsSyslog.Tool;

/// <summary>Describes the methods of a verification and what they cannot show.</summary>
internal static class MethodLimits
{
    public static IEnumerable<string> MethodsOf(VerifyRequest request)
    {
        if (request.UsesLedger)
        {
            yield return "ledger";
        }

        if (request.CountsRecords)
        {
            yield return "reading";
        }

        if (request.SiemCounts is not null)
        {
            yield return "siem";
        }
    }

    public static IEnumerable<string> Of(VerifyRequest request)
    {
        yield return "Minutes are those in which SLS received the logs, not those in the logs. A batch counts in the minute of its oldest log.";
        if (request.UsesLedger)
        {
            yield return "'Delivered' means confirmed as the protocol of the destination confirms: an acknowledgment of the receiver with RELP, a "
                + "closed or settled connection with TCP and TLS, a written datagram with UDP. It does not show that the receiver stored the record.";
            yield return "A user who can write all files of the ledger can compute a new chain. Compare the last digest with one that was kept on "
                + "another system.";
            yield return request.CountsRecords
                ? "Records are counted, not compared: two errors that cancel each other out within one line are not found."
                : "The ledger is compared with the cursors of SLS. A record that was lost before it was counted is found only by reading the range "
                    + "again (--reread).";
        }

        if (request.CountsRecords)
        {
            yield return "Logs that have expired in SLS cannot be counted.";
        }

        if (request.SiemCounts is not null)
        {
            yield return "The counts of the SIEM are used as they are given. A record that arrived twice can hide one that is missing.";
        }

        if (request is { SiemCounts: not null, UsesLedger: false })
        {
            yield return "Without a ledger, a record that a filter removed or that is a dead letter counts as missing in the SIEM.";
        }

        if (request is { SiemCounts: not null, UsesLogTime: true })
        {
            yield return "The minutes of the SIEM are those in the logs. Logs that SLS received before or after the range are not included, although "
                + "their own time may be in it.";
        }
    }
}

namespace SlsSyslog.ConsumerGroups;

/// <summary>Describes why a connection or a request failed, including the innermost reason.</summary>
internal static class ErrorReason
{
    /// <summary>Returns the different messages of an exception and its inner exceptions, from the outermost to the innermost.</summary>
    public static string Of(Exception exception)
    {
        List<string> reasons = [];
        for (Exception? current = exception; current is not null; current = current.InnerException)
        {
            string reason = current.Message.Replace(", see inner exception", "", StringComparison.OrdinalIgnoreCase).Trim().TrimEnd('.');
            if (reason.Length > 0 && !reasons.Exists(known => known.Contains(reason, StringComparison.Ordinal)))
            {
                reasons.Add(reason);
            }
        }

        return string.Join(": ", reasons);
    }
}

namespace SlsSyslog;

/// <summary>Specifies when an outage is reported again: after 1, 5, 15 and 60 minutes, and then every hour.</summary>
internal static class OutageReminders
{
    private static readonly int[] FirstMinutes = [1, 5, 15];

    /// <summary>Returns the time since the start of the outage of the reminder with the given number, from 0.</summary>
    public static TimeSpan TimeOf(int reminder) => reminder < FirstMinutes.Length
        ? TimeSpan.FromMinutes(FirstMinutes[reminder])
        : TimeSpan.FromHours(reminder - FirstMinutes.Length + 1);

    /// <summary>Returns the number of reminders whose time has come.</summary>
    public static int CountAt(TimeSpan outage) => FirstMinutes.Count(minutes => outage >= TimeSpan.FromMinutes(minutes)) + (int)outage.TotalHours;
}

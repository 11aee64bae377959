namespace SlsSyslog.AspNetCore;

/// <summary>The samples of one route, one for each time. A sample that is unknown is <see langword="null"/>.</summary>
/// <param name="Name">The name of the route.</param>
/// <param name="ReadLag">The read lag in seconds.</param>
/// <param name="DeliveryLag">The delivery lag in seconds.</param>
/// <param name="RecordsPerSecond">The confirmed records per second.</param>
/// <param name="BytesPerSecond">The confirmed bytes per second.</param>
internal sealed record RouteHistory(
    string Name,
    IReadOnlyList<double?> ReadLag,
    IReadOnlyList<double?> DeliveryLag,
    IReadOnlyList<double?> RecordsPerSecond,
    IReadOnlyList<double?> BytesPerSecond);

namespace SlsSyslog.AspNetCore;

/// <summary>Holds the samples of one route in rings of a fixed length. An unknown value is not a number.</summary>
internal sealed class RouteSamples
{
    private readonly float[] _readLag;
    private readonly float[] _deliveryLag;
    private readonly float[] _records;
    private readonly float[] _bytes;

    public RouteSamples(int capacity)
    {
        _readLag = Unknown(capacity);
        _deliveryLag = Unknown(capacity);
        _records = Unknown(capacity);
        _bytes = Unknown(capacity);
    }

    public void Clear(int index) => _readLag[index] = _deliveryLag[index] = _records[index] = _bytes[index] = float.NaN;

    public void Set(int index, RouteStatus route)
    {
        _readLag[index] = (float?)route.ReadLag?.TotalSeconds ?? float.NaN;
        _deliveryLag[index] = (float?)route.DeliveryLag?.TotalSeconds ?? float.NaN;
        _records[index] = (float)route.RecordsPerSecond;
        _bytes[index] = (float)route.BytesPerSecond;
    }

    public RouteHistory ToAnswer(string name, int first, int length) =>
        new(name, Copy(_readLag, first, length), Copy(_deliveryLag, first, length), Copy(_records, first, length), Copy(_bytes, first, length));

    private static float[] Unknown(int capacity)
    {
        float[] values = new float[capacity];
        Array.Fill(values, float.NaN);
        return values;
    }

    private static double?[] Copy(float[] values, int first, int length)
    {
        double?[] copy = new double?[length];
        for (int i = 0; i < length; i++)
        {
            float value = values[(first + i) % values.Length];
            copy[i] = float.IsFinite(value) ? Math.Round(value, 2) : null;
        }

        return copy;
    }
}

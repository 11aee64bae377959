using System.Runtime.InteropServices;

namespace SlsSyslog.Benchmarks;

/// <summary>The decoder of the system's liblz4, where it is installed.</summary>
internal sealed class Liblz4
{
    private readonly Decompress _decompress;

    private Liblz4(Decompress decompress) => _decompress = decompress;

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Decompress(byte[] source, byte[] target, int sourceSize, int capacity);

    public static Liblz4? Find() =>
        NativeLibrary.TryLoad("liblz4.so.1", out nint library)
            ? new Liblz4(Marshal.GetDelegateForFunctionPointer<Decompress>(NativeLibrary.GetExport(library, "LZ4_decompress_safe")))
            : null;

    public int Decode(byte[] source, byte[] target) => _decompress(source, target, source.Length, target.Length);
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SlsSyslog.ConsumerGroups.Tests;

// Memory between two pages without access: a read or write outside of it ends the process. Linux only.
internal sealed class GuardedMemory : IDisposable
{
    private const int ReadAndWrite = 3;
    private const int PrivateAndAnonymous = 0x22;

    private readonly long _start;
    private readonly long _size;

    public GuardedMemory(int length)
    {
        int page = Environment.SystemPageSize;
        Length = length;
        _size = ((length + page - 1) / page * page) + (2 * page);
        _start = Map(0, (nuint)_size, ReadAndWrite, PrivateAndAnonymous, -1, 0);
        Assert.NotEqual(-1, _start);
        Assert.Equal(0, Protect((nint)_start, (nuint)page, 0));
        Assert.Equal(0, Protect((nint)(_start + _size - page), (nuint)page, 0));
    }

    public int Length { get; }

    // The span ends at the page without access.
    public Span<byte> AtEnd(int length) => At(_start + _size - Environment.SystemPageSize - length, length);

    public Span<byte> AtStart(int length) => At(_start + Environment.SystemPageSize, length);

    public void Dispose() => Assert.Equal(0, Unmap((nint)_start, (nuint)_size));

    private Span<byte> At(long address, int length)
    {
        Assert.InRange(length, 0, Length);
        return MemoryMarshal.CreateSpan(ref Unsafe.AddByteOffset(ref Unsafe.NullRef<byte>(), (nint)address), length);
    }

    [DllImport("libc", EntryPoint = "mmap", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Map(nint address, nuint length, int protection, int flags, int file, nint offset);

    [DllImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Protect(nint address, nuint length, int protection);

    [DllImport("libc", EntryPoint = "munmap", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Unmap(nint address, nuint length);
}

using System.Buffers.Binary;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace SlsSyslog.Testing;

/// <summary>
/// Drops everything that arrives on a socket, with a filter program in the kernel: nothing is acknowledged and nothing is refused, as when the
/// machine or the network is down.
/// </summary>
internal static class PacketFilter
{
    private const int SolSocket = 1;
    private const int AttachFilter = 26;
    private const int DetachFilter = 27;

    // One instruction, "return 0": keep no byte of the packet.
    private const ulong DropInstruction = 6;

    public static void DropAll(Socket socket)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new PlatformNotSupportedException("A receiver can vanish on Linux only. Other kernels do not support socket filters.");
        }

        GCHandle program = GCHandle.Alloc(DropInstruction, GCHandleType.Pinned);
        try
        {
            // struct sock_fprog: the number of instructions, then their address; copied by the kernel
            Span<byte> description = stackalloc byte[16];
            BinaryPrimitives.WriteInt64LittleEndian(description, 1);
            BinaryPrimitives.WriteInt64LittleEndian(description[8..], program.AddrOfPinnedObject());
            socket.SetRawSocketOption(SolSocket, AttachFilter, description);
        }
        finally
        {
            program.Free();
        }
    }

    public static void PassAll(Socket socket) => socket.SetRawSocketOption(SolSocket, DetachFilter, stackalloc byte[4]);
}

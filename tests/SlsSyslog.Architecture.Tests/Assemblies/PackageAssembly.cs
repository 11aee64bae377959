using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace SlsSyslog.Architecture.Tests;

/// <summary>The metadata of a built assembly, read without loading the assembly.</summary>
internal sealed class PackageAssembly
{
    private PackageAssembly(MetadataReader reader)
    {
        Name = reader.GetString(reader.GetAssemblyDefinition().Name);
        References = [.. reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name))];
        Types = [.. reader.TypeReferences.Select(handle => TypeName(reader, handle))];
        Members =
        [
            .. reader.MemberReferences
                .Select(reader.GetMemberReference)
                .Where(member => member.Parent.Kind == HandleKind.TypeReference)
                .Select(member => $"{TypeName(reader, (TypeReferenceHandle)member.Parent)}.{reader.GetString(member.Name)}"),
        ];
        Friends = [.. FriendNames(reader)];
    }

    public string Name { get; }

    /// <summary>The names of the assemblies it references.</summary>
    public IReadOnlyList<string> References { get; }

    /// <summary>The full names of the types of other assemblies it uses.</summary>
    public IReadOnlyList<string> Types { get; }

    /// <summary>The members of other assemblies that it uses, as Type.Member.</summary>
    public IReadOnlyList<string> Members { get; }

    /// <summary>The assemblies that can access its internals.</summary>
    public IReadOnlyList<string> Friends { get; }

    /// <summary>Reads a package's assembly from beside these tests.</summary>
    public static PackageAssembly Read(string package) => ReadFile(FileOf(package));

    public static PackageAssembly ReadFile(string file)
    {
        using PEReader image = new(File.OpenRead(file));
        return new PackageAssembly(image.GetMetadataReader());
    }

    public static string FileOf(string package)
    {
        string file = Path.Combine(AppContext.BaseDirectory, (package == "SlsSyslog.Tool" ? "sls-syslog" : package) + ".dll");
        Assert.True(File.Exists(file), $"{package}.dll is not beside the tests: reference src/{package} in this test project.");
        return file;
    }

    private static string TypeName(MetadataReader reader, TypeReferenceHandle handle)
    {
        TypeReference type = reader.GetTypeReference(handle);
        string name = reader.GetString(type.Name);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{TypeName(reader, (TypeReferenceHandle)type.ResolutionScope)}.{name}"
            : $"{reader.GetString(type.Namespace)}.{name}";
    }

    private static IEnumerable<string> FriendNames(MetadataReader reader)
    {
        foreach (CustomAttributeHandle handle in reader.GetAssemblyDefinition().GetCustomAttributes())
        {
            CustomAttribute attribute = reader.GetCustomAttribute(handle);
            if (attribute.Constructor.Kind == HandleKind.MemberReference &&
                reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } parent &&
                TypeName(reader, (TypeReferenceHandle)parent) == "System.Runtime.CompilerServices.InternalsVisibleToAttribute")
            {
                // A prolog of two bytes, then the one string argument.
                BlobReader value = reader.GetBlobReader(attribute.Value);
                value.ReadUInt16();
                yield return new AssemblyName(value.ReadSerializedString()!).Name!;
            }
        }
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SlsSyslog.Architecture.Tests;

/// <summary>The written-down form shows what a caller can depend on and nothing else.</summary>
public sealed class ApiTextTests
{
    private const string Source = """
        #nullable enable
        namespace P;

        public interface ISink<in T> : System.IDisposable where T : class
        {
            void Put(scoped System.ReadOnlySpan<byte> bytes, T? state = null);
        }

        public abstract class Base
        {
            private protected Base() { }
            protected internal abstract int Size { get; }
            internal void Hidden() { }
        }

        public sealed class Derived(int size = 7) : Base
        {
            public const string Name = "a";
            public event System.Action? Changed { add { } remove { } }
            protected internal override int Size => size;
            public string? Text { get; private set; }
            public static Derived Create(ref int a, in long b, out string? c) { c = null; return new(a); }
            public enum Kind { One = 1, Two }
            private class Nested;
        }

        public readonly ref struct View
        {
            public int this[int index] => index;
        }

        public sealed record Entry(string Key, int Value);

        public delegate bool Filter(scoped View view);

        internal class Invisible
        {
            public void F() { }
        }
        """;

    private const string Expected = """
        abstract class P.Base
            protected internal abstract int Size { get; }
        sealed class P.Derived : P.Base
            public Derived(int size = 7)
            public event System.Action? Changed
            public static P.Derived Create(ref int a, in long b, out string? c)
            public const string Name = "a"
            protected internal override int Size { get; }
            public string? Text { get; }
        enum P.Derived.Kind
            One = 1
            Two = 2
        sealed record P.Entry : System.IEquatable<P.Entry>
            public Entry(string Key, int Value)
            public string Key { get; init; }
            public int Value { get; init; }
        delegate bool P.Filter(scoped P.View view)
        interface P.ISink<in T> where T : class : System.IDisposable
            void Put(scoped System.ReadOnlySpan<byte> bytes, T? state = null)
        readonly ref struct P.View
            public int this[int index] { get; }

        """;

    [Fact]
    public void Of_AnAssembly_WritesItsVisibleTypesAndMembers()
    {
        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.dll");
        try
        {
            CSharpCompilation compilation = CSharpCompilation.Create(
                "P",
                [CSharpSyntaxTree.ParseText(Source)],
                [
                    .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                        .Select(reference => MetadataReference.CreateFromFile(reference)),
                ],
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
            Assert.Empty(compilation.Emit(file).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
            Assert.Equal(Expected, ApiText.Of(file));
        }
        finally
        {
            File.Delete(file);
        }
    }
}

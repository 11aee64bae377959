namespace SlsSyslog.Architecture.Tests;

/// <summary>Every file follows the source rules, and every rule finds its violations.</summary>
public sealed class SourceRuleTests
{
    private static readonly IReadOnlyList<SourceFile> Product = SourceFile.Below("src");

    private static readonly IReadOnlyList<SourceFile> Everything =
        [.. Product, .. SourceFile.Below("tests"), .. SourceFile.Below("samples"), .. SourceFile.Below("benchmarks")];

    private static readonly Dictionary<string, (Func<SourceFile, IEnumerable<string>> Check, IReadOnlyList<SourceFile> Files)> Rules = new()
    {
        [nameof(SourceRules.StaysShort)] = (SourceRules.StaysShort, Product),
        [nameof(SourceRules.HoldsOnePublicTypeNamedAfterIt)] = (SourceRules.HoldsOnePublicTypeNamedAfterIt, Product),
        [nameof(SourceRules.HasTheNamespaceOfItsPackage)] = (SourceRules.HasTheNamespaceOfItsPackage, Product),
        [nameof(SourceRules.IsNamedForAConcept)] = (SourceRules.IsNamedForAConcept, Everything),
        [nameof(SourceRules.HasNoConditionalCodeOrRegion)] = (SourceRules.HasNoConditionalCodeOrRegion, Everything),
        [nameof(SourceRules.LeavesNothingForLater)] = (SourceRules.LeavesNothingForLater, Everything),
        [nameof(SourceRules.HandlesWhatItCatches)] = (SourceRules.HandlesWhatItCatches, Product),
        [nameof(SourceRules.IsSafe)] = (SourceRules.IsSafe, Everything),
        [nameof(SourceRules.NamesTestsByMethodConditionResult)] = (SourceRules.NamesTestsByMethodConditionResult, Everything),
        [nameof(DialectRules.KeepsLinesShort)] = (DialectRules.KeepsLinesShort, Product),
        [nameof(DialectRules.NamesTheShardInLogs)] = (DialectRules.NamesTheShardInLogs, Everything),
        [nameof(DialectRules.NamesCaughtExceptions)] = (DialectRules.NamesCaughtExceptions, Product),
        [nameof(DialectRules.NamesClocks)] = (DialectRules.NamesClocks, Product),
        [nameof(DialectRules.NamesLocks)] = (DialectRules.NamesLocks, Product),
        [nameof(DialectRules.DocumentsTypesWithSummaries)] = (DialectRules.DocumentsTypesWithSummaries, Product),
    };

    public static TheoryData<string> RuleNames => new(Rules.Keys);

    public static TheoryData<string, string, string> Offences => new()
    {
        { nameof(SourceRules.StaysShort), "src/P/A.cs", new string('\n', 301) },
        { nameof(SourceRules.HoldsOnePublicTypeNamedAfterIt), "src/P/A.cs", "public class A; public enum B;" },
        { nameof(SourceRules.HoldsOnePublicTypeNamedAfterIt), "src/P/A.cs", "public delegate void B();" },
        { nameof(SourceRules.HoldsOnePublicTypeNamedAfterIt), "src/P/A.cs", "namespace P; internal record B;" },
        { nameof(SourceRules.HasTheNamespaceOfItsPackage), "src/P/F/A.cs", "namespace P.F; class A;" },
        { nameof(SourceRules.IsNamedForAConcept), "src/P/Utils/A.cs", "" },
        { nameof(SourceRules.IsNamedForAConcept), "src/P/ConnectionManager.cs", "" },
        { nameof(SourceRules.HasNoConditionalCodeOrRegion), "src/P/A.cs", "#if DEBUG\n#endif" },
        { nameof(SourceRules.HasNoConditionalCodeOrRegion), "src/P/A.cs", "#region x\n#endregion" },
        { nameof(SourceRules.HasNoConditionalCodeOrRegion), "src/P/A.cs", "#pragma warning disable CA1000" },
        { nameof(SourceRules.LeavesNothingForLater), "src/P/A.cs", "// TO" + "DO: more" },
        { nameof(SourceRules.LeavesNothingForLater), "src/P/A.cs", "class A { void F() => throw new NotImplemented" + "Exception(); }" },
        { nameof(SourceRules.HandlesWhatItCatches), "src/P/A.cs", "class A { void F() { try { } catch { } } }" },
        { nameof(SourceRules.IsSafe), "src/P/A.cs", "class A { unsafe void F() { } }" },
        { nameof(DialectRules.KeepsLinesShort), "src/P/A.cs", "//" + new string('x', 149) },
        { nameof(DialectRules.NamesTheShardInLogs), "src/P/A.Log.cs", "class A { [LoggerMessage(1, LogLevel.Debug, \"{Subject:x} ended.\")] void F(); }" },
        { nameof(DialectRules.NamesTheShardInLogs), "src/P/A.Log.cs", "class A { [LoggerMessage(Message = \"Shard {shardId} ended.\")] void F(); }" },
        { nameof(DialectRules.NamesCaughtExceptions), "src/P/A.cs", "class A { void F() { try { } catch (Exception ex) { G(ex); } } }" },
        { nameof(DialectRules.NamesClocks), "src/P/A.cs", "class A { void F(TimeProvider? clock) { } }" },
        { nameof(DialectRules.NamesClocks), "src/P/A.cs", "class A { private readonly TimeProvider _time; }" },
        { nameof(DialectRules.NamesLocks), "src/P/A.cs", "class A { private readonly Lock _gate = new(); }" },
        { nameof(DialectRules.DocumentsTypesWithSummaries), "src/P/A.cs", "namespace P;\n// Text.\ninternal sealed class A;" },
        { nameof(SourceRules.NamesTestsByMethodConditionResult), "tests/P/A.cs", "class A { [Fact] void Works() { } }" },
    };

    [Theory]
    [MemberData(nameof(RuleNames))]
    public void Sources_CheckedByTheRule_HaveNoViolations(string rule)
    {
        Assert.NotEmpty(Product);
        string[] offences = [.. Rules[rule].Files.SelectMany(Rules[rule].Check)];
        Assert.True(offences.Length == 0, $"{rule}:\n{string.Join('\n', offences)}");
    }

    [Theory]
    [MemberData(nameof(Offences))]
    public void Rule_Violation_IsFound(string rule, string path, string text) =>
        Assert.NotEmpty(Rules[rule].Check(SourceFile.Parse(path, text)));

    [Theory]
    [MemberData(nameof(RuleNames))]
    public void Rule_ValidCode_HasNoViolations(string rule)
    {
        const string text = """
            namespace P;

            /// <summary>Text.</summary>
            public sealed class A
            {
                [Fact]
                public void F_Called_Returns()
                {
                    try
                    {
                    }
                    catch (System.Exception)
                    {
                        // The peer has gone: nothing is left to close.
                    }
                }

                private enum Nested;
            }

            internal sealed class Beside;
            """;
        Assert.Empty(Rules[rule].Check(SourceFile.Parse("src/P/A.cs", text)));
    }
}

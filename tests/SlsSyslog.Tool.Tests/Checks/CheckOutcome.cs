namespace SlsSyslog.Tool.Tests;

/// <summary>The results of a check.</summary>
internal sealed record CheckOutcome(int ExitCode, string Text, CheckDocument Document)
{
    public IReadOnlyList<CheckResult> Results => Document.Results;

    /// <summary>Returns the result with a name.</summary>
    public CheckResult this[string name] => Results.SingleOrDefault(result => result.Name == name)
        ?? throw new KeyNotFoundException($"'{name}' is not one of {string.Join(", ", Results.Select(result => result.Name))}.");

    /// <summary>Asserts that one check failed, with texts in what was found and what to do, that no other one did, and the exit code 1.</summary>
    public CheckResult AssertFailed(string name, string detail, string action)
    {
        Assert.True(ExitCode == 1, Text);
        CheckResult failed = Assert.Single(Results, result => result.State == CheckState.Failed);
        AssertIs(failed, name, detail, action);
        return failed;
    }

    /// <summary>Asserts that one check is a warning and that no other one is worse than passed.</summary>
    public CheckResult AssertWarning(string name, string detail, string action)
    {
        Assert.True(ExitCode == 0, Text);
        Assert.DoesNotContain(Results, result => result.State == CheckState.Failed);
        CheckResult warning = Assert.Single(Results, result => result.State == CheckState.Warning);
        AssertIs(warning, name, detail, action);
        return warning;
    }

    /// <summary>Asserts that checks were skipped because another one failed.</summary>
    public void AssertSkipped(string cause, params string[] names)
    {
        foreach (string name in names)
        {
            Assert.Equal((CheckState.Skipped, $"Not checked, because '{cause}' failed."), (this[name].State, this[name].Detail));
        }
    }

    private static void AssertIs(CheckResult result, string name, string detail, string action)
    {
        Assert.Equal(name, result.Name);
        Assert.Contains(detail, result.Detail, StringComparison.Ordinal);
        Assert.Contains(action, result.Action ?? "", StringComparison.Ordinal);
        Assert.EndsWith(".", result.Action, StringComparison.Ordinal);
        Assert.EndsWith(".", result.Detail, StringComparison.Ordinal);
    }
}

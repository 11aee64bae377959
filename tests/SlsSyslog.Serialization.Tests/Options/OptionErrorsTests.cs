namespace SlsSyslog.Serialization.Tests;

public sealed class OptionErrorsTests
{
    [Fact]
    public void CheckLocal_ByDefault_AddsTheErrorBelowThePrefix()
    {
        OptionErrors errors = new();

        errors.Validate("Outer", new LocalOptions());

        Assert.Equal(["Outer:File: It is missing. Create it."], errors.All.Select(error => error.ToString()));
        Assert.Empty(errors.Omitted);
    }

    [Fact]
    public void CheckLocal_OmittedForAnotherMachine_DoesNotRun()
    {
        OptionErrors errors = new() { OmitsLocalChecks = true };
        LocalOptions options = new();

        errors.Validate("Outer", options);

        Assert.Empty(errors.All);
        Assert.Equal(["Outer:File"], errors.Omitted);
        Assert.Equal(0, options.Checks);
    }

    private sealed class LocalOptions : IValidatedOptions
    {
        public int Checks { get; private set; }

        public void Validate(OptionErrors errors) => errors.CheckLocal("File", () =>
        {
            Checks++;
            return new OptionError("ignored", "It is missing.", "Create it.");
        });
    }
}

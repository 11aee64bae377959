using SlsSyslog.Serialization;

namespace SlsSyslog.Tests;

public sealed class FailureOptionsTests
{
    private const string OfRecord = "DeadLetter, Skip, StopShard, StopHost";

    [Theory]
    [InlineData(nameof(FailureOptions.Format), OfRecord)]
    [InlineData(nameof(FailureOptions.Filter), OfRecord)]
    [InlineData(nameof(FailureOptions.Rejected), "Retry, " + OfRecord)]
    [InlineData(nameof(FailureOptions.Block), "Retry, Skip, StopHost")]
    [InlineData(nameof(FailureOptions.Credentials), "Retry, StopHost")]
    [InlineData(nameof(FailureOptions.CursorExpired), "Skip, StopShard, StopHost")]
    [InlineData(nameof(FailureOptions.DeadLetterStore), "Retry, Skip, StopShard, StopHost")]
    public void Validate_EachAction_IsValidOrAnErrorThatListsTheOthers(string kind, string allowed)
    {
        foreach (FailureAction action in Enum.GetValues<FailureAction>())
        {
            FailureOptions options = new();
            typeof(FailureOptions).GetProperty(kind)!.SetValue(options, action);

            IReadOnlyCollection<OptionError> errors = options.Validate();

            if (allowed.Split(", ").Contains(action.ToString()))
            {
                Assert.Empty(errors);
                continue;
            }

            OptionError error = Assert.Single(errors);
            Assert.Equal((kind, $"The action {action} is not available for this failure."), (error.Path, error.Problem));
            Assert.Equal(allowed, error.Fix["Specify ".Length..^1].Replace(" or ", ", ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Complete_ActionsOfTheSource_AreMappedOntoItsOptions()
    {
        RouteOptions route = new();
        route.Failures.Block = FailureAction.Skip;
        route.Failures.CursorExpired = FailureAction.StopShard;

        route.Complete(null!);

        Assert.True(route.Source.SkipUndecodableBlocks);
        Assert.Equal(ConsumerGroups.ExpiredCursorPolicy.Stop, route.Source.ExpiredCursor);
    }
}

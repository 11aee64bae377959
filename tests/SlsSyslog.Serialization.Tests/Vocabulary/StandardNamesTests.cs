namespace SlsSyslog.Serialization.Tests.Vocabulary;

public class StandardNamesTests
{
    [Fact]
    public void All_NamesAndLabels_AreUnique()
    {
        Assert.Distinct(StandardNames.All.Select(name => name.Name));
        Assert.Distinct(StandardNames.All.Select(name => name.Label));
    }

    [Fact]
    public void All_Names_AreNeverAValueAndAnObject()
    {
        string[] names = Array.ConvertAll(StandardNames.All, name => name.Name);

        Assert.All(names, name => Assert.DoesNotContain(names, other => other.StartsWith(name + ".", StringComparison.Ordinal)));
    }

    [Fact]
    public void All_Labels_AreLettersAndDigitsThatNoKeyOfCefHas()
    {
        Assert.All(StandardNames.All, name => Assert.All(name.Label, letter => Assert.True(char.IsAsciiLetterOrDigit(letter))));
        Assert.All(
            StandardNames.All.Where(name => CefKeys.Find(name.Name) is null), name => Assert.DoesNotContain(name.Label, CefKeys.Reserved));
    }

    [Fact]
    public void All_KeysOfOutputs_AreForKnownNames()
    {
        Assert.All(CefKeys.All, key => Assert.NotNull(StandardNames.Find(key.Name)));
        Assert.All(CefKeys.All, key => Assert.Contains(key.Key, CefKeys.Reserved));
        Assert.All(LeefKeys.All, key => Assert.NotNull(StandardNames.Find(key.Name)));
    }
}

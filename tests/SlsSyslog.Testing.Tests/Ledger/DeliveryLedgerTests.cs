using System.Text;

namespace SlsSyslog.Testing.Tests;

public class DeliveryLedgerTests
{
    [Fact]
    public void Report_MissingRepeatedAndOutOfOrder_AreCounted()
    {
        DeliveryLedger ledger = new("run1");
        string[] ids = Enumerable.Range(0, 6).Select(_ => ledger.Put(3)).ToArray();
        ledger.Put(4);

        foreach (string id in (string[])[ids[0], ids[2], ids[1], ids[2], ids[5]])
        {
            Assert.True(ledger.Receive(Encoding.ASCII.GetBytes($"<14>1 - - - - - - ||id={id}||x=y")));
        }

        DeliveryReport report = ledger.Report();
        Assert.Equal((7, 4, 3, 1, 1), (report.Sent, report.Received, report.Missing, report.Repeated, report.OutOfOrder));
        Assert.Equal(["run1-3-3.", "run1-3-4.", "run1-4-0."], report.MissingIds);
        Assert.False(ledger.IsComplete);
        Assert.Equal((3, 6, 0, 0), (ledger.CompleteUpTo(3), ledger.SentOf(3), ledger.CompleteUpTo(4), ledger.SentOf(9)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("run1-0-0")]
    [InlineData("run1-0-1.")]
    [InlineData("run1-9-0.")]
    [InlineData("run1--1-0.")]
    [InlineData("run2-0-0.")]
    public void Receive_UnknownId_CountsAsUnknown(string message)
    {
        DeliveryLedger ledger = new("run1");
        ledger.Put(0);

        Assert.False(ledger.Receive(Encoding.ASCII.GetBytes(message)));

        Assert.Equal((1, 0, 1, 1), (ledger.Report().Sent, ledger.Report().Received, ledger.Report().Missing, ledger.Report().Unknown));
    }

    [Fact]
    public void IsComplete_AllArrived_IsTrue()
    {
        DeliveryLedger ledger = new();
        Parallel.For(0, 1000, number => ledger.Receive(Encoding.ASCII.GetBytes(ledger.Put(number % 7))));

        Assert.True(ledger.IsComplete);
        Assert.Equal(1000, ledger.Received);
    }
}

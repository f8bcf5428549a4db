namespace LoanTwin.Tests.House;

/// <summary>Fails with every complaint in full: whoever broke a rule should see the whole list at once.</summary>
internal static class Complaint
{
    public static void None(IEnumerable<string> complaints)
    {
        var all = complaints.ToList();
        Assert.True(all.Count == 0, $"{all.Count} found:\n{string.Join('\n', all)}");
    }
}

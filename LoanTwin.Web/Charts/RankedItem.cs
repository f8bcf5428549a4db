namespace LoanTwin.Web.Charts;

/// <summary>One bar of a ranking: what it is, how much, and where its loans are.</summary>
public sealed record RankedItem(string Label, double Value, string? Address = null, bool IsMarked = false);

namespace LoanTwin.Benchmarks.Evidence;

/// <summary>One line of a "must be true" list: what was measured, what was asked, and whether it holds.</summary>
internal sealed record EvidenceLine(int Line, string Claim, object Value, object Bound, bool Ok, double Seconds = 0);

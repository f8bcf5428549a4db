namespace LoanTwin.Web.Charts;

/// <summary>How many fell between two values.</summary>
public sealed record HistogramBin(double From, double To, long Count);

/// <summary>A value named on the axis of a histogram: a quantile, a limit.</summary>
public sealed record HistogramMark(string Label, double Value, bool IsLimit = false);

namespace LoanTwin.Web.Charts;

/// <summary>One point of a curve by age: how many stand behind it, and whether so few have come this far that it may still move.</summary>
public sealed record CurvePoint(int Age, double Value, int AtRisk, bool IsImmature);

/// <summary>One group by age. The chosen ones are in colour, the others are the ground they stand on.</summary>
public sealed record Curve(string Name, IReadOnlyList<CurvePoint> Points, bool IsChosen = false);

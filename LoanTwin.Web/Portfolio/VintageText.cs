using LoanTwin.Web.Charts;
using LoanTwin.Web.Queries;

namespace LoanTwin.Web.Portfolio;

/// <summary>Vintages as curves: the two newest that have come far enough to be compared are in colour.</summary>
internal static class VintageText
{
    private const int Coloured = 2;
    private const int Telling = 9;

    public static IReadOnlyList<Curve> Curves(VintagesView shown)
    {
        var far = shown.Vintages.Where(vintage => vintage.Months.Count(month => !month.IsImmature) >= Telling).ToList();
        var coloured = (far.Count > 0 ? far : [.. shown.Vintages.Where(vintage => vintage.Months.Length > 1)]).TakeLast(Coloured).ToList();
        return [.. shown.Vintages.Select(vintage => new Curve(vintage.Key, [.. vintage.Months.Select(month => new CurvePoint(month.MonthsOnBook, month.Value, month.AtRisk, month.IsImmature))], coloured.Contains(vintage)))];
    }
}

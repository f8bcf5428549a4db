using LoanTwin.Simulation.Lenders;
using LoanTwin.Simulation.Measures;

namespace LoanTwin.Web.Views;

/// <summary>What one loan's risk came to at a month end.</summary>
internal readonly record struct PastRisk(float Pd12, int ExpectedLossCents);

/// <summary>The risk of every standing loan at one month end, found by id: 16 bytes a loan.</summary>
internal sealed class MonthEndRisk
{
    private readonly long[] _ids;
    private readonly PastRisk[] _risks;

    private MonthEndRisk(int day, long[] ids, PastRisk[] risks) => (Day, _ids, _risks) = (day, ids, risks);

    public int Day { get; }

    public int Count => _ids.Length;

    public static MonthEndRisk Of(Lender lender)
    {
        var (day, ids, risks) = (lender.World.Day, new List<long>(), new List<PastRisk>());
        foreach (var shelf in lender.World.Book.Shelves)
        {
            var outlook = lender.OutlookOf(shelf);
            for (var row = 0; row < shelf.Count; row++)
            {
                if (shelf.IsActive(row))
                {
                    var risk = LoanRisk.Of(shelf, row, day, outlook);
                    ids.Add(shelf.Fixed.Id[row]);
                    risks.Add(new((float)risk.Pd12, (int)Math.Round(risk.ExpectedLoss)));
                }
            }
        }

        var (known, found) = (ids.ToArray(), risks.ToArray());
        Array.Sort(known, found); // a loan that comes in from outside may bring an older id
        return new(day, known, found);
    }

    /// <summary>Nothing for a loan that did not stand then.</summary>
    public PastRisk? Find(long id) => Array.BinarySearch(_ids, id) is >= 0 and var at ? _risks[at] : null;
}

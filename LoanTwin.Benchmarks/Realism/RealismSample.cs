using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Metrics;
using LoanTwin.Domain.Risk;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Ledger;
using LoanTwin.Simulation.Lenders;
using LoanTwin.Simulation.Measures;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Benchmarks.Realism;

/// <summary>What one lender's book measures, by product and by the names of the published table.</summary>
internal sealed class RealismSample
{
    private const int LifetimeMonths = 120;
    private readonly Dictionary<(string Product, string Measure), Share> _measures = [];

    public IReadOnlyDictionary<(string Product, string Measure), Share> Measures => _measures;

    /// <summary>Founds a lender and measures it on its start day.</summary>
    public static RealismSample Of(LenderPlan plan)
    {
        using var lender = Lender.Open(plan);
        var sample = new RealismSample();
        lender.World.Facts = new();
        while (lender.World.Day < plan.StartDay.DayNumber)
        {
            lender.LiveDay();
            sample.NoteLosses(lender);
        }

        lender.Compact();
        return sample.Measured(lender);
    }

    /// <summary>What charge-offs of the day lost, against what had once been lent: by and by the twin lets go of loans that are over.</summary>
    private void NoteLosses(Lender lender)
    {
        foreach (var posting in lender.World.Facts!.Postings.Where(posting => posting.Kind == PendingKind.ChargeOff))
        {
            if (lender.World.Index.TryFind(posting.Loan, out var place, out var row))
            {
                var shelf = lender.World.Book.Shelves[place];
                Add(shelf, "disbursed", posting.Interest, shelf.Fixed.Amount[row]);
            }
        }
    }

    private RealismSample Measured(Lender lender)
    {
        var sample = this;
        using var stress = StressedBook.Severe(lender);
        foreach (var shelf in lender.World.Book.Shelves)
        {
            sample.OfLoans(shelf, lender);
            sample.OfYear(shelf, lender);
            sample.Add(shelf, "stress", stress.Loss(shelf.Place), stress.Opening(shelf.Place), 100);
        }

        sample.OfMonth(lender);
        sample.OfLender(lender);
        return sample;
    }

    public static IReadOnlyDictionary<(string Product, string Measure), Share> Pool(IEnumerable<RealismSample> samples)
        => samples.SelectMany(sample => sample._measures).GroupBy(entry => entry.Key).ToDictionary(group => group.Key, group => group.Select(entry => entry.Value).Aggregate((a, b) => a + b));

    private void Add(Shelf shelf, string measure, double part, double whole, double scale = 1) => Add(shelf.Product.Key, measure, part, whole, scale);

    private void Add(string product, string measure, double part, double whole, double scale = 1)
    {
        var share = new Share(scale * part, whole);
        _measures[(product, measure)] = _measures.TryGetValue((product, measure), out var sum) ? sum + share : share;
    }

    private void OfLoans(Shelf shelf, Lender lender)
    {
        var (terms, moving) = (shelf.Fixed, shelf.Moving);
        for (var row = 0; row < shelf.Count; row++)
        {
            var view = LoanView.Of(shelf, row, lender.World.Day);
            if (view.IsOver)
            {
                continue;
            }

            double balance = view.Balance;
            Add(shelf, "rate", balance * view.AnnualRate, balance, 100.0 / AnnualRate.One);
            Add(shelf, terms.Purpose[row] == 1 ? "rate new" : "rate used", balance * view.AnnualRate, balance, 100.0 / AnnualRate.One);
            Add(shelf, "term", view.Term, 1);
            Add(shelf, "amount", view.OriginalAmount / 100.0, 1);
            Add(shelf, terms.Purpose[row] == 1 ? "amount new" : "amount used", view.OriginalAmount / 100.0, 1);
            Add(shelf, "score", view.Score, 1);
            Add(shelf, "dti", terms.Dti[row], 1, 100);
            Add(shelf, "ltv", terms.CollateralValue[row] == 0 ? 0 : (double)terms.Amount[row] / terms.CollateralValue[row], terms.CollateralValue[row] == 0 ? 0 : 1, 100);
            Add(shelf, "30+", view.DaysPastDue >= 30 ? balance : 0, balance, 100);
            Add(shelf, "60+", view.DaysPastDue >= 60 ? balance : 0, balance, 100);
            Add(shelf, "90+", view.DaysPastDue >= 90 ? balance : 0, balance, 100);
            Add(shelf, "60+ count", view.DaysPastDue >= 60 ? 1 : 0, 1, 100);
            if (shelf.Product.Card is not null)
            {
                Add(shelf, "utilisation", balance, view.CreditLimit, 100);
                if (view.DefaultDay is not null)
                {
                    var before = terms.Utilisation[row];
                    Add(shelf, "drawn", (balance / view.CreditLimit) - before, 1 - before);
                }
            }
        }

        OfLifetime(shelf, lender);
    }

    /// <summary>Charge-offs over the whole life of the loans made in the last quarter, in expectation.</summary>
    private void OfLifetime(Shelf shelf, Lender lender)
    {
        var young = lender.World.Day - 92;
        var outlook = Outlook.Of(lender.World, LifetimeMonths, Environment.ProcessorCount, (s, row) => s == shelf && s.Fixed.OriginationDay[row] > young).Shelves[shelf.Place];
        for (var row = 0; row < shelf.Count; row++)
        {
            if (shelf.Fixed.OriginationDay[row] > young)
            {
                Add(shelf, "lifetime", outlook.ChargeOffs[row], 1, 100);
            }
        }
    }

    private void OfYear(Shelf shelf, Lender lender)
    {
        var months = lender.Months.TakeLast(12).Select(month => month.Products[shelf.Place]).ToArray();
        var balance = months.Average(month => month.AverageBalance);
        double Sum(Func<ProductMonth, double> flow) => months.Sum(flow);
        Add(shelf, "default events", Sum(month => month.DefaultEvents), months.Average(month => month.AverageActive), 100);
        Add(shelf, "charge-offs", Sum(month => month.ChargeOffs), months.Average(month => month.AverageActive), 100);
        Add(shelf, "default balance", Sum(month => month.DefaultedBalance), balance, 100);
        Add(shelf, "nco", Sum(month => month.LossBooked), balance, 100);
        Add(shelf, "nco cash", Sum(month => month.ChargedOff - month.Recovered), balance, 100);
        Add(shelf, "nim", Sum(month => month.InterestIncome - month.FundingCost), balance, 100);
        Add(shelf, "lgd", lender.Months.Sum(month => month.Products[shelf.Place].LossBooked), lender.Months.Sum(month => month.Products[shelf.Place].ChargedOff));
        Add(shelf, "payment rate", Sum(month => month.ScheduledPrincipal), 12 * balance, 100);
        Add(shelf, "cpr", 100 * (1 - Math.Pow(1 - (Sum(month => month.PaidEarly) / Sum(month => month.Opening - month.ScheduledPrincipal)), 12)), 1);
        var gross = Sum(month => month.InterestIncome + month.FeeIncome - month.FundingCost);
        var result = (gross - Sum(month => month.OperatingCost + month.Provision)) * (1 - Closing.TaxRate);
        Add(shelf, "roe", result, Closing.CapitalTarget * (lender.Levels[shelf.Place].RiskWeighted + OperationalRisk.Assets(gross)), 100);
    }

    /// <summary>Cards on time of which the next payment was late, over one more month.</summary>
    private void OfMonth(Lender lender)
    {
        using var world = lender.World.Fork(RandomKey.Future(lender.World.Seed, "realism", 0));
        var counts = world.Book.Shelves.Select(_ => new RollCount()).ToArray();
        foreach (var shelf in world.Book.Shelves)
        {
            counts[shelf.Place].Note(shelf);
        }

        var flows = world.FlowTables(world.Day + 31);
        for (var day = 0; day < 31; day++)
        {
            world.Step(flows);
        }

        foreach (var shelf in world.Book.Shelves)
        {
            counts[shelf.Place].Count(shelf);
            Add(shelf, "to late", counts[shelf.Place].Missing(PaymentStatus.OnTime), counts[shelf.Place].Staying(PaymentStatus.OnTime));
        }
    }

    private void OfLender(Lender lender)
    {
        var figures = MetricCatalogue.Evaluate(lender.Figures());
        foreach (var value in figures.Where(value => value.Value is not null))
        {
            Add("lender", value.Metric.Key, value.Value!.Value, 1);
        }

        foreach (var shelf in lender.World.Book.Shelves)
        {
            Add("lender", $"share {shelf.Product.Key}", lender.Levels[shelf.Place].Balance, lender.Ledger.Total(Account.Loans));
        }

        var households = lender.World.Book.Shelves.Where(shelf => shelf.Product.Offer.Basel != BaselClass.SmallBusiness).Select(shelf => shelf.Product.Key).ToArray();
        Add("lender", "household 30+", households.Sum(key => _measures[(key, "30+")].Part), households.Sum(key => _measures[(key, "30+")].Whole));
    }
}

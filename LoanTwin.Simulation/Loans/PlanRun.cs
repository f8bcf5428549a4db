using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Risk;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Measures;
using LoanTwin.Simulation.Numerics;
using LoanTwin.Simulation.Statistics;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Simulation.Loans;

/// <summary>
/// What other terms would do to one loan. Risk is read anew from the terms, by the formula that read it when the loan was made: the new rate, the new term, and debt
/// to income with the new payment. Futures are sampled in groups: each group has one economy and one latent factor, and lives the loan many times with luck of its own.
/// </summary>
public static class PlanRun
{
    private const int YearMonths = 12;
    private const int MostMonths = 60;
    private const int MonthsToRecover = 12;
    private const int LivesPerEconomy = 16;
    private const double HighestDti = 3;

    /// <param name="row">Of a loan that is running; the plan has been checked.</param>
    public static PlanAnswer Of(World world, Shelf shelf, int row, LoanPlan plan, in ProductOutlook outlook, CancellationToken cancel = default)
    {
        using var three = RecordedLoans.Of(world, shelf.Place, [row, row, row]);
        var loans = three.Book.Shelves[shelf.Place];
        Apply(loans, 1, plan, world.Day, rereadsRisk: true);
        Apply(loans, 2, plan, world.Day, rereadsRisk: false);
        var pds = Outlook.Of(three, YearMonths, 1, cancel: cancel).Shelves[shelf.Place].Pd12;
        var months = shelf.Product.Card is not null ? MostMonths : Math.Min(MostMonths, Math.Max(loans.Moving.Remaining[0], loans.Moving.Remaining[1]) + MonthsToRecover);
        var funding = FundingRate(world, shelf, row);
        var (now, then) = Values(world, shelf, row, plan, months, funding, cancel);
        var change = Estimate.Of(now.Zip(then, (a, b) => b - a));
        var half = StudentT95(now.Length - 1) * change.StandardError;
        return new(
            OutlookOf(loans, 0, world.Day, outlook, pds[0], now), OutlookOf(loans, 1, world.Day, outlook, pds[1], then), pds[2], change, change.Mean - half, change.Mean + half,
            funding, now.Length * LivesPerEconomy, months);
    }

    private static TermsOutlook OutlookOf(Shelf loans, int row, int day, in ProductOutlook outlook, float pd, double[] values)
    {
        var moving = loans.Moving;
        var own = new float[loans.Count];
        own[row] = pd;
        var loss = LoanRisk.Of(loans, row, day, outlook with { Pd12 = own }).ExpectedLoss;
        var payment = loans.Product.Card is null ? moving.Payment[row] : CardMinimumOf(loans, row);
        return new(moving.Rate[row], moving.Remaining[row], payment, moving.Dti[row], pd, loss, Estimate.Of(values));
    }

    private static long CardMinimumOf(Shelf loans, int row)
    {
        var interest = (long)Math.Round(loans.Moving.Balance[row] * ((double)loans.Moving.Rate[row] / AnnualRate.One) / YearMonths);
        return CardMinimum.Of(loans.Moving.Balance[row], interest, 0);
    }

    /// <summary>The contract changes as a restructure changes it: the level payment anew on what is not billed, the days before today at the old rate.</summary>
    private static void Apply(Shelf loans, int row, LoanPlan plan, int day, bool rereadsRisk)
    {
        var (terms, moving) = (loans.Fixed, loans.Moving);
        var (oldRate, oldMonths, oldPayment) = (moving.Rate[row], (int)moving.Remaining[row], moving.Payment[row]);
        var (rate, months) = (plan.AnnualRate ?? oldRate, plan.TermMonths ?? oldMonths);
        moving.LateInterest[row] += moving.Balance[row] * (oldRate - rate) * Elapsed(loans, row, day);
        (moving.Rate[row], moving.Remaining[row]) = (rate, (short)months);
        var unbilled = moving.Balance[row] - moving.PrincipalDue[row];
        if (loans.Product.Card is null && unbilled > 0)
        {
            var isOnTop = (terms.Terms[row] & FixedColumns.InterestOnTop) != 0;
            moving.Payment[row] = !isOnTop ? LevelPayment.Of(unbilled, new AnnualRate(rate), months).RoundedCents : oldPayment == 0 ? 0 : Cents.HalfUp(unbilled, months);
        }

        if (rereadsRisk)
        {
            var term = terms.Term[row];
            terms.LogRisk[row] += OpenLoan.Difference(
                loans.Product.Risk,
                facts => facts with { AnnualRate = (double)oldRate / AnnualRate.One, TermMonths = term },
                facts => facts with { AnnualRate = (double)rate / AnnualRate.One, TermMonths = term + months - oldMonths });
            var yearly = (moving.Payment[row] - oldPayment) * YearMonths / 100.0;
            moving.Dti[row] = (float)Math.Clamp(moving.Dti[row] + (yearly / terms.Income[row]), 0, HighestDti);
        }
    }

    private static int Elapsed(Shelf loans, int row, int day)
    {
        var days = day - SimMonth.LastDueDay(day, loans.Fixed.Anchor[row]);
        return loans.Product.Basis == AccrualBasis.Thirty360 ? Math.Min(days, 30) : days;
    }

    /// <summary>Half of a loan's funding floats and half stays at the base rate of the day it was made, both plus the product's spread.</summary>
    private static double FundingRate(World world, Shelf shelf, int row)
        => (.5 * world.Market.At(SimMonth.Of(world.Day)).BaseRate) + (.5 * shelf.Fixed.FundingBase[row] / AnnualRate.One) + shelf.Product.Offer.Costs.FundingSpread;

    /// <summary>Mean value of a loan's lives in each economy, as it is and under the plan, on the same luck.</summary>
    private static (double[] Now, double[] Plan) Values(World world, Shelf shelf, int row, LoanPlan plan, int months, double funding, CancellationToken cancel)
    {
        var rows = new int[LivesPerEconomy];
        Array.Fill(rows, row);
        using var now = RecordedLoans.Of(world, shelf.Place, rows);
        using var then = RecordedLoans.Of(world, shelf.Place, rows);
        for (var life = 0; life < rows.Length; life++)
        {
            // Luck goes by id: another id, that no loan has, is another life.
            var id = life == 0 ? shelf.Fixed.Id[row] : LoanId.Of(world.Day + (200 * 366) + life, shelf.Place, row % LoanId.MostSlots);
            (now.Book.Shelves[shelf.Place].Fixed.Id[life], then.Book.Shelves[shelf.Place].Fixed.Id[life]) = (id, id);
            Apply(then.Book.Shelves[shelf.Place], life, plan, world.Day, rereadsRisk: true);
        }

        var bench = new PlanBench(world, shelf.Place, months, funding, rows.Length);
        var economies = plan.Futures / LivesPerEconomy + (plan.Futures % LivesPerEconomy > 0 ? 1 : 0);
        var (values, planned) = (new double[economies], new double[economies]);
        for (var economy = 0; economy < economies; economy++)
        {
            cancel.ThrowIfCancellationRequested();
            var frame = bench.FrameOf(RandomKey.Future(world.Seed, $"loan plan {DateOnly.FromDayNumber(world.Day):O} {plan.Seed}", economy));
            (values[economy], planned[economy]) = (bench.Value(now, frame), bench.Value(then, frame));
        }

        return (values, planned);
    }

    /// <summary>95 % point of Student's t, by the expansion of Cornish and Fisher; off by less than 3 % from two degrees of freedom on.</summary>
    private static double StudentT95(int degrees)
    {
        const double z = 1.6448536269514722;
        var (z3, z5) = (z * z * z, z * z * z * z * z);
        return z + ((z3 + z) / (4.0 * degrees)) + (((5 * z5) + (16 * z3) + (3 * z)) / (96.0 * degrees * degrees));
    }
}

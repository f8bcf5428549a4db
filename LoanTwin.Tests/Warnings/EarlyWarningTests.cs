using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Lenders;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Warnings;

namespace LoanTwin.Tests.Warnings;

public class EarlyWarningTests
{
    [Fact]
    public void List_OfLendersItWasNotFittedOn_HoldsSixtyPercentOfDefaultsAMonthAhead()
    {
        var check = EarlyWarningCheck.Run(new() { Seeds = [1, 2, 3], Loans = 1_500, Months = 18, Resamples = 200, Threads = 2 });

        Assert.InRange(check.Events, 100, 10_000);
        Assert.True(check.Caught.Low >= .6, $"{check.Caught}");
        Assert.True(check.Lead.Low > 30, $"{check.Lead}");
        Assert.InRange(check.Precision.Value, check.BaseRate, 1);
        Assert.InRange(check.CaughtByTrendOfCurrent.Value, 0, check.Caught.Value);
    }

    [Fact]
    public void List_WhenWhatIsDecidedButNotRecordedChanges_IsTheSame()
    {
        var (book, day, photos) = Lived(seed: 4);
        using var _ = book;
        var list = WarningList.Of(book, day, photos, WarningScore.Default).First(200);
        foreach (var shelf in book.Shelves)
        {
            for (var row = 0; row < shelf.Count; row++)
            {
                // The planted truth: the borrower's own risk, the decision that the next due day records, and the event that it has already set.
                shelf.Fixed.LogRisk[row] = 3 - shelf.Fixed.LogRisk[row];
                shelf.Moving.Outcome[row] = (byte)((shelf.Moving.Outcome[row] + 1) % 5);
                shelf.Moving.DefaultDay[row] = shelf.Moving.DefaultDay[row] is 0 ? day + 20 : shelf.Moving.DefaultDay[row] > day ? 0 : shelf.Moving.DefaultDay[row];
            }
        }

        var again = WarningList.Of(book, day, photos, WarningScore.Default).First(200);

        Assert.Equal(200, list.Length);
        Assert.Equal(list.Select(one => (one.Place, one.Row, one.Probability)), again.Select(one => (one.Place, one.Row, one.Probability)));
    }

    [Fact]
    public void Borrower_OnTheList_PerformsAndHasAReason()
    {
        var (book, day, photos) = Lived(seed: 5);
        using var _ = book;
        var list = WarningList.Of(book, day, photos, WarningScore.Default);
        var top = list.First(list.Top);

        Assert.All(top, one => Assert.True(BorrowerSigns.IsPerforming(book.Shelves[one.Place], one.Row, day)));
        Assert.All(top, one => Assert.NotEmpty(one.Reasons));
        Assert.Equal(Enumerable.Range(1, top.Length), top.Select(one => one.Rank));
        Assert.Equal(top.Select(one => one.Probability).OrderDescending(), top.Select(one => one.Probability));
        Assert.Contains(top, one => one.Reasons.Any(reason => reason.Kind == SignKind.Trend));
    }

    [Theory]
    [InlineData("dtiRise")]
    [InlineData("utilisationRise")]
    [InlineData("worse")]
    [InlineData("lateMonths")]
    public void Score_WhenATrendTurnsUp_Rises(string key)
    {
        var steady = new BorrowerSigns(4, PaymentStatus.GracePeriod, 0, 0, 1, 0, .3, .3, .5, .5, 700);
        var turned = key switch
        {
            "dtiRise" => steady with { Dti = .4 },
            "utilisationRise" => steady with { Utilisation = .7 },
            "worse" => steady with { Worse = 1 },
            _ => steady with { LateMonths = 3 },
        };

        Assert.True(WarningScore.Default.LogOdds(turned) > WarningScore.Default.LogOdds(steady));
        Assert.Contains(WarningScore.Default.Reasons(turned), reason => reason.Key == key);
    }

    [Fact]
    public void Fit_OfSamplesOfAKnownLaw_FindsItsWeights()
    {
        var samples = new List<QuarterSample>();
        for (var at = 0; at < 20_000; at++)
        {
            var (signs, luck) = (new float[WarningSign.All.Length], at * .6180339887498949 % 1);
            signs[0] = at % 4;
            signs[11] = at / 4 % 3;
            samples.Add(new(at, 0, 0, signs, luck < WarningScore.Probability(-3 + (.9 * signs[0]) + (.4 * signs[11]))));
        }

        var fitted = WarningFit.Of(samples, 1, "known");

        Assert.Equal(-3, fitted.Level[0], .1);
        Assert.Equal(.9, fitted.Weights[0], .05);
        Assert.Equal(.4, fitted.Weights[11], .05);
    }

    [Fact]
    public void Sample_OfALoanThatDefaults_IsOneInTheQuarterBeforeAlone()
    {
        var lived = LivedQuarters.Of(new LenderPlan { Loans = 600, Seed = 9 }, 12);
        var (loan, begun) = lived.Events.SelectMany(events => events, (events, day) => (events.Key, day)).First(pair => pair.day > lived.Months[3].Day && pair.day <= lived.Months[8].Day);

        foreach (var at in lived.QuarterEnds)
        {
            Assert.Equal(lived.Events[loan].Any(day => day > lived.Months[at].Day && day <= lived.Months[at + 3].Day), lived.DefaultsAfter(loan, at));
            Assert.All(lived.SamplesAt(at), sample => Assert.DoesNotContain(sample.Day, lived.Events[sample.Loan]));
        }

        Assert.InRange(begun, lived.Months[0].Day, lived.Months[^1].Day);
    }

    private static (LoanBook Book, int Day, MonthEndPhoto[] Photos) Lived(ulong seed)
    {
        using var lender = Lender.Open(new() { Loans = 3_000, Seed = seed });
        var photos = new List<MonthEndPhoto>();
        for (var months = 0; months < 8;)
        {
            if (lender.LiveDay().Day is var day && day == SimMonth.LastDay(SimMonth.Of(day)))
            {
                months++;
                photos.Insert(0, MonthEndPhoto.Of(lender.World.Book, day));
            }
        }

        return (lender.World.Book.Fork(), lender.World.Day, [.. photos.Skip(1).Take(BorrowerSigns.MonthsBack)]);
    }
}

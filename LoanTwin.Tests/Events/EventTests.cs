using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Kernel.Reference;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Tests.Events;

/// <summary>A loan of 10,000.00 at 12 % over 12 months, 888.49 a month (with a servicing fee of 1 % a year), due on the 15th.</summary>
public sealed class EventTests
{
    private static readonly DateOnly FirstDue = new(2026, 2, 15);
    private const long FirstBill = 88_849 + 833;

    [Fact]
    public void Payment_OfTheWholeBillOnTheDueDay_IsOnTime()
    {
        using var life = new ALife();

        Assert.Null(life.On(FirstDue, l => l.Pay(l.Consumer, FirstBill)));

        var loan = life.Of(life.Consumer);
        Assert.Equal((PaymentStatus.OnTime, 0, 0L, 1_000_000L - (88_849 - 10_000)), (loan.Outcome, loan.Owed, loan.DueCents, loan.Balance));
        Assert.Equal(0, life.Sum(Flow.Curtailed));
    }

    [Theory]
    [InlineData(FirstBill, PaymentStatus.GracePeriod)]
    [InlineData(FirstBill - 1, PaymentStatus.GracePeriod)]
    [InlineData(FirstBill - 2, PaymentStatus.Days30)]
    [InlineData(1, PaymentStatus.Days30)]
    public void Payment_AfterAMissedDueDay_DecidesTheRecordedState(long cents, PaymentStatus recorded)
    {
        using var life = new ALife();
        life.Before(FirstDue.AddDays(1), PaymentStatus.Days30);

        Assert.Null(life.On(new(2026, 3, 3), l => l.Pay(l.Consumer, cents)));
        life.Before(new(2026, 3, 16));

        Assert.Equal(recorded, life.Of(life.Consumer).Status);
    }

    [Fact]
    public void Payments_OfThreeOwedInParts_CountWholeInstalmentsOfWhatWasOwed()
    {
        using var life = new ALife();
        life.Before(new(2026, 4, 15), PaymentStatus.Days30);
        life.Live(life.Seen(life.Consumer, PaymentStatus.Days60));
        var owed = life.Of(life.Consumer).DueCents;

        // 30 days was kept by paying one, so two are owed here; two odd payments together make a share of one.
        Assert.Equal(2, life.Of(life.Consumer).Owed);
        life.On(new(2026, 4, 20), l => l.Pay(l.Consumer, (owed / 2) - 100));
        Assert.Equal(2, life.Of(life.Consumer).Owed);
        life.On(new(2026, 4, 25), l => l.Pay(l.Consumer, 101));
        Assert.Equal((1, PaymentStatus.Days30), (life.Of(life.Consumer).Owed, life.Of(life.Consumer).Outcome));
        Assert.Equal(owed - (owed / 2) - 1, life.Of(life.Consumer).DueCents);
    }

    [Fact]
    public void Payment_BetweenDueDays_CancelsTheDrawnOne()
    {
        using var life = new ALife();
        life.Before(FirstDue.AddDays(1), PaymentStatus.GracePeriod);
        Assert.Equal(PendingKind.Payment, life.Of(life.Consumer).Pending);

        life.Live(life.Pay(life.Consumer, 5_000));
        life.Before(new(2026, 3, 15));

        Assert.Equal((PendingKind.None, PaymentStatus.Days30, 5_000.0), (life.Of(life.Consumer).Pending, life.Of(life.Consumer).Outcome, life.Sum(Flow.FeesPaid) + life.Sum(Flow.InterestPaid) + life.Sum(Flow.PrincipalPaid)));
    }

    [Fact]
    public void Payment_ThatClearsThePrincipalButIsNotThePayoff_IsRefused()
    {
        using var life = new ALife();
        life.Before(FirstDue.AddDays(1));
        var balance = life.Of(life.Consumer).Balance;
        var accrued = Cents.HalfUp((Int128)balance * 1_200_000 * 11, (Int128)360 * AnnualRate.One);

        Assert.Equal(ProblemKind.Invalid, life.On(new(2026, 2, 25), l => l.Pay(l.Consumer, balance + accrued + 1))!.Kind);
        Assert.Equal(ProblemKind.Invalid, life.On(new(2026, 2, 26), l => l.Pay(l.Consumer, balance + accrued - 1))!.Kind);
        Assert.Equal(0, life.Sum(Flow.PaidEarly));
    }

    [Fact]
    public void PayoffWithInterestToTheDay_EndsTheLoan()
    {
        using var life = new ALife();
        life.Before(FirstDue.AddDays(1));
        var balance = life.Of(life.Consumer).Balance;
        var accrued = Cents.HalfUp((Int128)balance * 1_200_000 * 11, (Int128)360 * AnnualRate.One);

        Assert.Null(life.On(new(2026, 2, 26), l => l.Pay(l.Consumer, balance + accrued)));

        Assert.Equal((PaymentStatus.PaidOff, 0L, (double)balance), (life.Of(life.Consumer).Status, life.Of(life.Consumer).Balance, life.Sum(Flow.PaidEarly)));
        Assert.Equal(ProblemKind.NotApplicable, life.Live(life.Pay(life.Consumer, 100)).Answers[0].Problem!.Kind);
    }

    [Theory]
    [InlineData(PaymentStatus.OnTime, 50_000)]
    [InlineData(PaymentStatus.Days30, 50_000)]
    [InlineData(PaymentStatus.Days30, 200_000)]
    [InlineData(PaymentStatus.Days30, 0)]
    public void Reversal_InTheSamePeriod_RestoresEveryColumn(PaymentStatus status, long cents)
    {
        using var life = new ALife();
        life.Before(new(2026, 2, 20), status);
        var before = Columns(life.Of(life.Consumer));
        var payoff = life.Of(life.Consumer).DueCents + life.Of(life.Consumer).Balance - life.Of(life.Consumer).PrincipalDue + ReferencePost.AccruedToDate(life.Of(life.Consumer), new DateOnly(2026, 2, 20).DayNumber);
        var payment = life.Pay(life.Consumer, cents == 0 ? payoff : cents);

        Assert.True(life.Live(payment).Answers[0].IsApplied);
        Assert.NotEqual(before, Columns(life.Of(life.Consumer)));
        Assert.Null(life.On(new(2026, 2, 25), l => l.Reverse(l.Consumer, payment.Sequence)));

        Assert.Equal(before, Columns(life.Of(life.Consumer)));
        Assert.Equal(0, life.Sum(Flow.PrincipalPaid) + life.Sum(Flow.Curtailed) + life.Sum(Flow.PaidEarly) - life.Sum(Flow.Reversed) - (status == PaymentStatus.OnTime ? 78_849 : 0));
        Assert.False(life.Live(life.Reverse(life.Consumer, payment.Sequence)).Answers[0].IsApplied);
    }

    [Fact]
    public void Reversal_OfAnEarlierPeriod_OwesTheInstalmentAgain()
    {
        using var life = new ALife();
        life.Before(FirstDue);
        var payment = life.Pay(life.Consumer, FirstBill);
        life.Live(payment);
        life.Before(new(2026, 3, 20));

        life.Live(life.Reverse(life.Consumer, payment.Sequence));

        var loan = life.Of(life.Consumer);
        Assert.Equal((1, FirstBill, PaymentStatus.Days30), (loan.Owed, loan.DueCents, loan.Outcome));
    }

    /// <summary>Days count as 30/360 from the due day of 15 January: at most 30, and all of them on the next due day.</summary>
    [Theory]
    [InlineData("2026-01-21", 6)]
    [InlineData("2026-02-05", 21)]
    [InlineData("2026-02-14", 30)]
    [InlineData("2026-02-15", 30)]
    public void RateChange_InThePeriod_ChargesEachDayItsRate(string day, int daysBefore)
    {
        using var life = new ALife();
        life.Before(DateOnly.Parse(day));

        Assert.True(life.Live(DateOnly.Parse(day) < FirstDue ? [life.Rate(life.Consumer, 600_000)] : [life.Rate(life.Consumer, 600_000), life.Seen(life.Consumer, PaymentStatus.Days30)]).Answers.All(answer => answer.IsApplied));
        Assert.Equal(LevelPayment.Of(1_000_000, new AnnualRate(600_000), 12).RoundedCents, life.Of(life.Consumer).Payment);
        life.Before(FirstDue.AddDays(1), PaymentStatus.Days30);

        var interest = Cents.HalfUp((Int128)1_000_000 * ((1_200_000 * daysBefore) + (600_000 * (30 - daysBefore))), (Int128)360 * AnnualRate.One);
        Assert.Equal(interest, life.Of(life.Consumer).InterestDue);
    }

    [Fact]
    public void Reversal_OnACard_RestoresEveryColumn()
    {
        using var life = new ALife();
        life.Before(new(2026, 2, 20), PaymentStatus.Days30);
        var before = Columns(life.Of(life.Card));
        var payment = life.Pay(life.Card, 3_000);
        life.Live(payment);

        life.On(new(2026, 2, 25), l => l.Reverse(l.Card, payment.Sequence));

        Assert.Equal(before, Columns(life.Of(life.Card)));
    }

    [Theory]
    [InlineData(184, true)]
    [InlineData(186, false)]
    public void Reversal_AfterHalfAYear_IsOfAnUnknownPayment(int days, bool isApplied)
    {
        using var life = new ALife();
        life.Before(FirstDue.AddDays(1));
        var payment = life.Pay(life.Consumer, 1_000);
        life.Live(payment);

        Assert.Equal(isApplied, life.On(FirstDue.AddDays(1 + days), l => l.Reverse(l.Consumer, payment.Sequence)) is null);
    }

    [Fact]
    public void Events_AreSpeltAsTheInterfaceSpellsThem()
    {
        using var life = new ALife();
        Simulation.Events.OutsideEvent[] events =
        [
            life.Pay(1, 1), life.Reverse(1, 1), life.Seen(1, PaymentStatus.OnTime), life.Rate(1, 1), life.Restructure(1, new()), life.ChargeOff(1), life.Recover(1, 1), life.Add(ALife.Loan),
        ];

        Assert.Equal(["payment", "reversal", "status", "rate", "restructure", "chargeOff", "recovery", "newLoan"], events.Select(e => e.Type));
    }

    [Fact]
    public void Restructure_OnTheDayAfterTheDueDay_IsTheContractsOwn()
    {
        using var life = new ALife();
        life.Before(FirstDue.AddDays(1), PaymentStatus.Days30);
        life.Before(new(2026, 3, 16), PaymentStatus.Days60);
        life.Before(new(2026, 4, 15), PaymentStatus.Days90);
        life.Live(life.Seen(life.Consumer, PaymentStatus.Days90));
        var loan = life.Of(life.Consumer);
        var offer = new RestructureOffer { ReAge = true, AddedMonths = 12, NewRate = new AnnualRate(400_000) };
        var contract = Restructure.Apply(
            LoanTerms.Create(new() { Amount = Cents.ToDollars(loan.Balance), AnnualRate = .12, TermMonths = loan.Remaining, Start = new(2026, 4, 15) }).Value,
            new() { AsOf = new(2026, 4, 15), BalanceCents = loan.Balance, InstalmentsFallenDue = 0, Status = PaymentStatus.Days90, InterestInArrearsCents = loan.InterestDue, FeesDueCents = loan.FeesDue },
            offer).Value;

        Assert.True(life.Live(life.Restructure(life.Consumer, offer)).Answers[0].IsApplied);

        var renewed = life.Of(life.Consumer);
        Assert.Equal(contract.NewBalanceCents, renewed.Balance);
        Assert.Equal(contract.Schedule.Rows[0].PaymentCents, renewed.Payment);
        Assert.Equal((PaymentStatus.OnTime, PaymentStatus.OnTime, 0, 0, 21, 0L), (renewed.Status, renewed.Outcome, renewed.Owed, renewed.DefaultDay, renewed.Remaining, renewed.DueCents));
        Assert.Equal(contract.CapitalisedFeesCents + contract.CapitalisedInterestCents, life.Sum(Flow.Restructured));
        Assert.Equal(0, life.Sum(Flow.DefaultEvents));
    }

    [Fact]
    public void ChargeOff_Now_BooksTheLossAndRecoveriesFollow()
    {
        using var life = new ALife();
        life.Before(new(2026, 3, 1), PaymentStatus.Days30);

        Assert.True(life.Live(life.ChargeOff(life.Consumer)).Answers[0].IsApplied);
        var expected = life.Of(life.Consumer).PendingAmount;
        Assert.True(life.Live(life.Recover(life.Consumer, 10_000)).Answers[0].IsApplied);

        var loan = life.Of(life.Consumer);
        Assert.Equal((PaymentStatus.Default, 0L, expected - 10_000), (loan.Status, loan.Balance, loan.PendingAmount));
        Assert.Equal((1_000_000.0, 10_000.0, 1.0, 1.0, 1_000_000.0 - expected), (life.Sum(Flow.ChargedOff), life.Sum(Flow.Recovered), life.Sum(Flow.DefaultEvents), life.Sum(Flow.ChargeOffs), life.Sum(Flow.LossBooked)));
        Assert.Equal(ProblemKind.NotApplicable, life.Live(life.ChargeOff(life.Consumer)).Answers[0].Problem!.Kind);
    }

    [Fact]
    public void NewLoan_OfToday_IsOriginatedAndOneUnderWay_TransferredIn()
    {
        using var life = new ALife();
        var today = new DateOnly(2026, 3, 15);
        var fresh = ALife.Loan with { Id = LoanId.Of(today.DayNumber, 0, 0), OriginationDay = today.DayNumber };
        var older = ALife.Loan with { Id = LoanId.Of(today.DayNumber, 0, 1), Age = 1, Balance = 900_000 };

        life.Before(today);
        var day = life.Live(life.Add(fresh), life.Add(older), life.Add(fresh));

        Assert.Equal([null, null, ProblemKind.Conflict], day.Answers.Select(answer => answer.Problem?.Kind));
        Assert.Equal((1_000_000L, 900_000L), (day.Reconciliations[0].Originations, day.Reconciliations[0].TransfersIn));
        life.Before(today.AddDays(40));
        Assert.Equal((1, 3), (life.Of(fresh.Id).Age, life.Of(older.Id).Age));
    }

    [Fact]
    public void Payment_OnTheDueDayOfACard_PaysTheStatement()
    {
        using var life = new ALife();
        life.Before(FirstDue);

        life.Live(life.Pay(life.Card, 50_000));

        var card = life.Of(life.Card);
        Assert.Equal((PaymentStatus.OnTime, 0, 50_000.0), (card.Outcome, card.Owed, life.Sum(Flow.PrincipalPaid, 4)));
    }

    [Fact]
    public void Event_WithSeveralFaults_NamesThemAll()
    {
        using var life = new ALife();
        life.Live(life.Pay(life.Consumer, 100));
        var stale = new Simulation.Events.PaymentReceived { Sequence = 1, LoanId = 99, Day = life.World.Day + 5, Cents = 0 };

        var problem = life.Live(stale).Answers[0].Problem!;

        Assert.Equal(ProblemKind.NotFound, problem.Kind);
        Assert.Equal(["effective", "sequence", "loanId"], problem.Faults.Select(fault => fault.Field));
        Assert.All(problem.Faults, fault => Assert.False(string.IsNullOrWhiteSpace(fault.Rule) || string.IsNullOrWhiteSpace(fault.Value)));
    }

    public static TheoryData<string, ProblemKind, string> Refusals => new()
    {
        { "zero", ProblemKind.Invalid, "amount" },
        { "above the payoff", ProblemKind.Invalid, "amount" },
        { "unknown loan", ProblemKind.NotFound, "loanId" },
        { "unknown payment", ProblemKind.NotFound, "reverses" },
        { "status between due days", ProblemKind.Invalid, "effective" },
        { "rate too high", ProblemKind.Invalid, "annualRate" },
        { "rate of a card", ProblemKind.NotApplicable, "loanId" },
        { "restructure of a card", ProblemKind.NotApplicable, "loanId" },
        { "restructure of nothing", ProblemKind.Invalid, "offer" },
        { "restructure upwards", ProblemKind.Invalid, "annualRate" },
        { "recovery of a running loan", ProblemKind.NotApplicable, "loanId" },
        { "new loan with a bad score", ProblemKind.Invalid, "score" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Event_ThatDoesNotFit_IsRefusedAndChangesNothing(string what, ProblemKind kind, string field)
    {
        using var life = new ALife();
        using var untouched = new ALife();
        life.Before(FirstDue.AddDays(2));
        untouched.Before(FirstDue.AddDays(3));

        var problem = life.Live(what switch
        {
            "zero" => life.Pay(life.Consumer, 0),
            "above the payoff" => life.Pay(life.Consumer, 2_000_000),
            "unknown loan" => life.Pay(77, 100),
            "unknown payment" => life.Reverse(life.Consumer, 4711),
            "status between due days" => life.Seen(life.Consumer, PaymentStatus.Days30),
            "rate too high" => life.Rate(life.Consumer, 4_000_001),
            "rate of a card" => life.Rate(life.Card, 100_000),
            "restructure of a card" => life.Restructure(life.Card, new() { ReAge = true }),
            "restructure of nothing" => life.Restructure(life.Consumer, new()),
            "restructure upwards" => life.Restructure(life.Consumer, new() { NewRate = new AnnualRate(1_300_000) }),
            "recovery of a running loan" => life.Recover(life.Consumer, 100),
            _ => life.Add(ALife.Loan with { Id = 1 << 25, OriginationDay = life.World.Day + 1, Score = 5 }),
        }).Answers[0].Problem!;

        Assert.Equal(kind, problem.Kind);
        Assert.Contains(problem.Faults, fault => fault.Field == field);
        Assert.Equal(StateHash.OfColumns(untouched.World.Book), StateHash.OfColumns(life.World.Book));
    }

    [Fact]
    public void Event_ForALoanThatHasHadItsLastWordToday_IsAConflict()
    {
        using var life = new ALife();
        life.Before(FirstDue);

        var day = life.Live(life.Seen(life.Consumer, PaymentStatus.Days30), life.Pay(life.Consumer, 100));

        Assert.Equal([null, ProblemKind.Conflict], day.Answers.Select(answer => answer.Problem?.Kind));
    }

    private static (long, long, long, long, long, int, int, PaymentStatus, PaymentStatus) Columns(ReferenceLoan loan)
        => (loan.Balance, loan.PrincipalDue, loan.InterestDue, loan.FeesDue, loan.LateInterest, loan.Owed, loan.DefaultDay, loan.Status, loan.Outcome);
}

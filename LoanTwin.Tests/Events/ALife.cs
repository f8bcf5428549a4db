using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Events;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Kernel.Reference;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Worlds;
using LoanTwin.Tests.Kernel;

namespace LoanTwin.Tests.Events;

/// <summary>A world that is lived day by day with events, always reconciled; by default one consumer loan and one card.</summary>
internal sealed class ALife : IDisposable
{
    public static readonly DateOnly Start = new(2026, 1, 20);
    private long _sequence;

    public ALife(World? world = null, int days = 800)
    {
        World = world ?? AWorld.Of(SmallBook(), Start);
        Flows = World.FlowTables(World.Day + days);
    }

    public World World { get; }

    public FlowTable[] Flows { get; }

    public long Consumer { get; } = LoanId.Of(new DateOnly(2026, 1, 15).DayNumber, 0, 0);

    public long Card { get; } = LoanId.Of(new DateOnly(2025, 1, 15).DayNumber, 4, 0);

    public static NewLoan Loan => new()
    {
        Id = LoanId.Of(new DateOnly(2026, 1, 15).DayNumber, 0, 0),
        Product = 0,
        OriginationDay = new DateOnly(2026, 1, 15).DayNumber,
        Anchor = 15,
        Amount = 1_000_000,
        Balance = 1_000_000,
        AnnualRate = 1_200_000,
        Term = 12,
        Payment = 88_849,
        Score = 700,
        Dti = .2,
        Grade = 2,
        Income = 60_000,
    };

    public static NewLoan CardLoan => Loan with
    {
        Id = LoanId.Of(new DateOnly(2025, 1, 15).DayNumber, 4, 0),
        Product = 4,
        OriginationDay = new DateOnly(2025, 1, 15).DayNumber,
        Age = 12,
        Amount = 500_000,
        CreditLimit = 500_000,
        Balance = 200_000,
        AnnualRate = 2_000_000,
        Term = 0,
        Payment = 0,
        MonthlySpend = 20_000,
    };

    public static LoanBook SmallBook()
    {
        var book = new LoanBook(ProductCatalogue.Default);
        _ = book.Add(Loan).Value;
        _ = book.Add(CardLoan).Value;
        return book;
    }

    public ReferenceLoan Of(long id)
        => World.Index.TryFind(id, out var place, out var row) ? new(World.Book.Shelves[place], row) : throw new InvalidOperationException($"no loan {id}");

    public double Sum(Flow flow, int place = 0)
        => Enumerable.Range(Flows[place].FirstMonth, Flows[place].Months).Sum(month => Flows[place][flow, month]);

    public LivedDay Live(params OutsideEvent[] events) => OutsideDay.Live(World, events, Flows, false);

    /// <summary>Lives up to the evening before a day; every due day on the way goes as it is told.</summary>
    public void Before(DateOnly day, PaymentStatus atDueDays = PaymentStatus.OnTime)
    {
        while (World.Day + 1 < day.DayNumber)
        {
            Live([.. new[] { Consumer, Card }.Select(Of).Where(loan => ReferenceStep.IsDue(loan, World.Day + 1) && loan.IsAlive).Select(loan => Seen((long)loan.Id, atDueDays))]);
        }
    }

    /// <summary>Applies one event at the opening of a day and lives that day.</summary>
    public Problem? On(DateOnly day, Func<ALife, OutsideEvent> outside, PaymentStatus before = PaymentStatus.OnTime)
    {
        Before(day, before);
        return Live(outside(this)).Answers.Single().Problem;
    }

    public PaymentReceived Pay(long loan, long cents) => new() { Sequence = ++_sequence, LoanId = loan, Day = World.Day + 1, Cents = cents };

    public PaymentReversed Reverse(long loan, long sequence) => new() { Sequence = ++_sequence, LoanId = loan, Day = World.Day + 1, Reverses = sequence };

    public StatusObserved Seen(long loan, PaymentStatus status, int? paymentDay = null)
        => new() { Sequence = ++_sequence, LoanId = loan, Day = World.Day + 1, Status = status, PaymentDay = paymentDay };

    public RateChanged Rate(long loan, int rate) => new() { Sequence = ++_sequence, LoanId = loan, Day = World.Day + 1, AnnualRate = rate };

    public LoanRestructured Restructure(long loan, RestructureOffer offer) => new() { Sequence = ++_sequence, LoanId = loan, Day = World.Day + 1, Offer = offer };

    public LoanChargedOff ChargeOff(long loan) => new() { Sequence = ++_sequence, LoanId = loan, Day = World.Day + 1 };

    public RecoveryReceived Recover(long loan, long cents) => new() { Sequence = ++_sequence, LoanId = loan, Day = World.Day + 1, Cents = cents };

    public LoanAdded Add(in NewLoan loan) => new() { Sequence = ++_sequence, LoanId = loan.Id, Day = World.Day + 1, Loan = loan };

    public void Dispose() => World.Dispose();
}

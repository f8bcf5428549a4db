using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Events;
using LoanTwin.Simulation.Kernel.Reference;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Tests.Events;

/// <summary>A few events of any kind a day, most of them fitting, the same for the same seed.</summary>
internal sealed class RandomEvents(World world, int seed, double aDay = 3)
{
    private readonly Random _random = new(seed);
    private readonly List<(long Loan, long Sequence)> _paid = [];
    private long _sequence;
    private int _slot;

    public IReadOnlyList<OutsideEvent> OfToday()
    {
        var count = (int)(aDay * 2 * _random.NextDouble());
        return [.. Enumerable.Range(0, count).Select(_ => Any(world.Day + 1))];
    }

    private OutsideEvent Any(int day)
    {
        var shelf = world.Book.Shelves[_random.Next(world.Book.Shelves.Length)];
        var loan = new ReferenceLoan(shelf, PickRow(shelf, day));
        var (id, sequence) = ((long)loan.Id, ++_sequence);
        return _random.Next(20) switch
        {
            < 6 => Paid(loan, day, sequence),
            < 9 when _paid.Count > 0 => Back(day, sequence),
            < 12 => new StatusObserved { Sequence = sequence, LoanId = id, Day = day, Status = (PaymentStatus)_random.Next(6) },
            12 => new RateChanged { Sequence = sequence, LoanId = id, Day = day, AnnualRate = _random.Next(0, 2_500_000) },
            < 15 => new LoanRestructured { Sequence = sequence, LoanId = id, Day = day, Offer = Offer(loan) },
            15 => new LoanChargedOff { Sequence = sequence, LoanId = id, Day = day },
            < 18 => new RecoveryReceived { Sequence = sequence, LoanId = id, Day = day, Cents = 1 + _random.Next(100_000) },
            _ => new LoanAdded { Sequence = sequence, LoanId = LoanId.Of(day, shelf.Place, _slot), Day = day, Loan = Newcomer(shelf, day, LoanId.Of(day, shelf.Place, _slot++)) },
        };
    }

    /// <summary>Half the time a loan that is due today, or late, or lost.</summary>
    private int PickRow(Shelf shelf, int day)
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            var row = _random.Next(shelf.Count);
            var loan = new ReferenceLoan(shelf, row);
            if (loan.Owed > 0 || loan.Status == PaymentStatus.Default || (loan.IsAlive && ReferenceStep.IsDue(loan, day)))
            {
                return row;
            }
        }

        return _random.Next(shelf.Count);
    }

    private PaymentReceived Paid(ReferenceLoan loan, int day, long sequence)
    {
        var payoff = loan.FeesDue + loan.InterestDue + loan.Balance;
        var cents = _random.Next(5) switch
        {
            0 => loan.DueCents,
            1 => loan.DueCents / Math.Max(loan.Owed, 1),
            2 => payoff + (loan.IsCard ? 0 : ReferencePost.AccruedToDate(loan, day)),
            3 => 1 + _random.NextInt64(payoff + 1),
            _ => loan.Payment,
        };
        _paid.Add(((long)loan.Id, sequence));
        return new() { Sequence = sequence, LoanId = (long)loan.Id, Day = day, Cents = cents };
    }

    private PaymentReversed Back(int day, long sequence)
    {
        var (loan, paid) = _paid[^(1 + _random.Next(Math.Min(_paid.Count, 20)))];
        return new() { Sequence = sequence, LoanId = loan, Day = day, Reverses = paid };
    }

    private RestructureOffer Offer(ReferenceLoan loan) => new()
    {
        ReAge = _random.Next(2) == 0,
        AddedMonths = _random.Next(3) * 6,
        NewRate = _random.Next(2) == 0 ? new AnnualRate(loan.Rate / 2) : null,
    };

    private NewLoan Newcomer(Shelf shelf, int day, long id)
    {
        var date = DateOnly.FromDayNumber(day);
        var loan = (shelf.Product.Card is null ? ALife.Loan : ALife.CardLoan) with { Id = id, Product = shelf.Place, OriginationDay = day, Anchor = date.Day };
        return _random.Next(2) == 0 ? loan : loan with { OriginationDay = date.AddMonths(-2).DayNumber, Anchor = date.AddMonths(-2).Day, Age = 2, Balance = loan.Balance / 2 };
    }
}

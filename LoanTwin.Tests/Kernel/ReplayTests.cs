using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Kernel.Reference;

namespace LoanTwin.Tests.Kernel;

public sealed class ReplayTests
{
    private static readonly DateOnly End = new(2028, 12, 31);

    [Fact]
    public void PostedPayments_Of10000LoansOver36Months_GiveTheRecordedStatusBack()
    {
        using var world = AWorld.Campaign(10_000);
        var book = new ReplayedBook(world.Book);
        var postings = new List<ReferencePosting>();
        var key = world.Key;
        var run = new ReferenceRun(world.Book, world.Market, key, AWorld.Latent(world, key, End), world.Risk, TransitionMatrix.Published)
        {
            Postings = postings,
            Billed = (loan, day, cents) => book.Bill = (day, cents),
            Lived = (loan, day) => book.Live(loan, day, postings),
        };

        run.Run(AWorld.Start.DayNumber, End.DayNumber);

        Assert.Equal([], book.Complaints);
        Assert.Equal(Enum.GetValues<PaymentStatus>(), book.Seen.Order());
        Assert.InRange(book.DueDays, 200_000, int.MaxValue);
    }

    /// <summary>The lender's own file: contracts, bills and postings, and no knowledge of any draw.</summary>
    private sealed class ReplayedBook(LoanBook contracts)
    {
        private readonly Dictionary<ulong, (StatusReplay Replay, long Balance)> _loans = contracts.Shelves
            .SelectMany(shelf => Enumerable.Range(0, shelf.Count).Select(row => new ReferenceLoan(shelf, row)))
            .ToDictionary(loan => loan.Id, loan => (new StatusReplay(loan.Status, loan.DueCents), loan.Balance));

        public (int Day, long Cents)? Bill { get; set; }

        public List<string> Complaints { get; } = [];

        public HashSet<PaymentStatus> Seen { get; } = [];

        public int DueDays { get; private set; }

        public void Live(ReferenceLoan loan, int day, List<ReferencePosting> postings)
        {
            // What waited is posted before the due day's bill, what is paid on the due day after it.
            Post(loan, postings.Where(posting => !posting.IsOnDueDay));
            if (Bill is { } bill)
            {
                DueDays++;
                if (_loans[loan.Id].Replay.Fall(bill.Day))
                {
                    _loans[loan.Id].Replay.Bill(bill.Cents);
                }
            }

            Post(loan, postings.Where(posting => posting.IsOnDueDay));
            (Bill, var replayed) = (null, _loans[loan.Id].Replay.Recorded);
            postings.Clear();
            Seen.Add(replayed);
            if (replayed != loan.Status && Complaints.Count < 10)
            {
                Complaints.Add($"{loan.Product.Key} {loan.Id} on {DateOnly.FromDayNumber(day)}: recorded {loan.Status}, replayed {replayed}");
            }
        }

        private void Post(ReferenceLoan loan, IEnumerable<ReferencePosting> postings)
        {
            foreach (var posting in postings)
            {
                var (replay, balance) = _loans[loan.Id];
                _loans[loan.Id] = (replay, balance - posting.Principal);
                switch (posting.Kind)
                {
                    case PendingKind.Payment:
                        replay.Pay(posting.Day, posting.Fees + posting.Interest + posting.Principal);
                        if (!loan.IsCard && balance == posting.Principal)
                        {
                            replay.End(PaymentStatus.PaidOff);
                        }

                        break;
                    case PendingKind.Payoff:
                        replay.End(PaymentStatus.PaidOff);
                        break;
                    case PendingKind.Prepayment:
                        replay.End(PaymentStatus.Prepaid);
                        break;
                    case PendingKind.ChargeOff:
                        replay.End(PaymentStatus.Default);
                        break;
                    default:
                        break;
                }
            }
        }
    }
}

using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Kernel.Reference;

namespace LoanTwin.Tests.Events;

public sealed class OddPaymentTests
{
    /// <summary>Borrowers who pay what they like, when they like: what is recorded follows from the bills and the amounts alone.</summary>
    [Fact]
    public void OddPayments_OnAnyDay_RecordWhatTheReplayDerives()
    {
        var (seen, compared) = (new HashSet<PaymentStatus>(), 0);
        for (var seed = 0; seed < 40; seed++)
        {
            using var life = new ALife();
            var borrowers = new[] { new Borrower(life, life.Consumer, seed), new Borrower(life, life.Card, seed + 1_000) };
            // Up to the last instalment but one: a loan that is cleared ends, and nothing falls due any more.
            for (var day = 0; day < 350; day++)
            {
                var events = borrowers.SelectMany(borrower => borrower.Morning()).ToArray();
                Assert.All(life.Live(events).Answers, answer => Assert.Null(answer.Problem));
                foreach (var borrower in borrowers.Where(borrower => borrower.Evening()))
                {
                    Assert.Equal(borrower.Replay.Recorded, life.Of(borrower.Loan).Status);
                    seen.Add(borrower.Replay.Recorded);
                    compared++;
                }
            }
        }

        Assert.InRange(compared, 500, 5_000);
        Assert.Superset(new HashSet<PaymentStatus>([PaymentStatus.OnTime, PaymentStatus.GracePeriod, PaymentStatus.Days30, PaymentStatus.Days60, PaymentStatus.Days90, PaymentStatus.Default]), seen);
    }

    private sealed class Borrower(ALife life, long loan, int seed)
    {
        private readonly Random _random = new(seed);
        private bool _wasDue;

        public long Loan => loan;

        public StatusReplay Replay { get; } = new(PaymentStatus.OnTime, 0);

        /// <summary>Every due day has a payment or, as seen from outside, none; some other days have one too.</summary>
        public IEnumerable<Simulation.Events.OutsideEvent> Morning()
        {
            var (now, day) = (life.Of(loan), life.World.Day + 1);
            if (!now.IsAlive)
            {
                yield break;
            }

            _wasDue = ReferenceStep.IsDue(now, day);
            if (_wasDue && Replay.Fall(day))
            {
                var billed = Billed(life.Of(loan), day);
                Replay.Bill(billed.DueCents - now.DueCents);
                var owed = now.Outcome.InstalmentsOwed() + 1;
                yield return _random.Next(4) < seed % 4 ? Paid(Amount(billed), day) : life.Seen(loan, InstalmentsLeft.Status(owed, false));
            }
            else if (!_wasDue && now.DueCents > 0 && _random.Next(25) == 0)
            {
                yield return Paid(Amount(now), day);
            }
        }

        public bool Evening()
        {
            (var wasDue, _wasDue) = (_wasDue, false);
            return wasDue;
        }

        private Simulation.Events.PaymentReceived Paid(long cents, int day)
        {
            Replay.Pay(day, cents);
            return life.Pay(loan, cents);
        }

        private long Amount(ReferenceLoan owes) => _random.Next(3) switch
        {
            0 => owes.DueCents,
            1 => Math.Max(1, owes.DueCents / Math.Max(1, owes.Owed)),
            _ => Math.Max(1, _random.NextInt64(owes.DueCents + 100)),
        };

        private static ReferenceLoan Billed(ReferenceLoan now, int day)
        {
            var interest = ReferenceAccrue.Period(now, day);
            if (now.IsCard)
            {
                ReferenceBill.Statement(now, interest);
            }
            else
            {
                ReferenceBill.Instalment(now, interest);
            }

            now.Owed = now.Outcome.InstalmentsOwed() + 1;
            return now;
        }
    }
}

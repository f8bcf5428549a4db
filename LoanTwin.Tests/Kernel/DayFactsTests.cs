using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Population;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Tests.Kernel;

public class DayFactsTests
{
    private const int Days = 400;
    private static readonly DateOnly Start = new(2025, 12, 31);

    [Fact]
    public void Facts_of_all_days_add_up_to_the_flows()
    {
        using var world = AWorld(facts: true);
        var flows = world.FlowTables(world.Day + Days);
        var sums = new Dictionary<(int Product, Flow Flow), long>();
        void Add(long loan, Flow flow, long cents) => sums[(LoanId.Product(loan), flow)] = sums.GetValueOrDefault((LoanId.Product(loan), flow)) + cents;
        for (var day = 0; day < Days; day++)
        {
            world.Step(flows);
            foreach (var posting in world.Facts!.Postings)
            {
                switch (posting.Kind)
                {
                    case PendingKind.ChargeOff:
                        Add(posting.Loan, Flow.ChargedOff, posting.Principal);
                        Add(posting.Loan, Flow.LossBooked, posting.Interest);
                        break;
                    case PendingKind.Recovery:
                        Add(posting.Loan, Flow.Recovered, posting.Principal);
                        break;
                    default:
                        Add(posting.Loan, Flow.FeesPaid, posting.Fees);
                        Add(posting.Loan, Flow.InterestPaid, posting.Interest);
                        Add(posting.Loan, posting.Kind == PendingKind.Payment ? Flow.PrincipalPaid : Flow.PaidEarly, posting.Principal);
                        break;
                }
            }
        }

        Flow[] kinds = [Flow.FeesPaid, Flow.InterestPaid, Flow.PrincipalPaid, Flow.PaidEarly, Flow.ChargedOff, Flow.LossBooked, Flow.Recovered];
        Assert.All(kinds.SelectMany(kind => flows.Select((table, place) => (kind, table, place))), cell =>
        {
            var flow = Enumerable.Range(cell.table.FirstMonth, cell.table.Months).Sum(month => cell.table[cell.kind, month]);
            Assert.Equal(flow, sums.GetValueOrDefault((cell.place, cell.kind)));
        });
        Assert.Equal(7, sums.Where(sum => sum.Value > 0).Select(sum => sum.Key.Flow).Distinct().Count());
    }

    [Fact]
    public void Recorded_states_follow_one_another()
    {
        using var world = AWorld(facts: true);
        var flows = world.FlowTables(world.Day + Days);
        var last = new Dictionary<long, PaymentStatus>();
        for (var day = 0; day < Days; day++)
        {
            world.Step(flows);
            foreach (var moved in world.Facts!.Statuses)
            {
                Assert.Equal(last.GetValueOrDefault(moved.Loan), moved.From);
                last[moved.Loan] = moved.To;
            }
        }

        Assert.All(world.Book.Shelves, shelf => Assert.All(Enumerable.Range(0, shelf.Count), row => Assert.Equal(last.GetValueOrDefault(shelf.Fixed.Id[row]), (PaymentStatus)shelf.Moving.Status[row])));
        Assert.Contains(last.Values, status => status == PaymentStatus.Default);
    }

    [Fact]
    public void A_world_without_facts_lives_the_same_days()
    {
        using var with = AWorld(facts: true);
        using var without = AWorld(facts: false);
        var flows = with.FlowTables(with.Day + 100);
        var others = without.FlowTables(without.Day + 100);
        for (var day = 0; day < 100; day++)
        {
            with.Step(flows);
            without.Step(others);
        }

        Assert.Equal(StateHash.Of(without), StateHash.Of(with));
    }

    private static World AWorld(bool facts)
        => new(StartingBook.Create(3_000, 4, Start), MarketPath.Neutral(SimMonth.Of(Start.DayNumber) + 1, 20), 4, Start.DayNumber) { Facts = facts ? new() : null };
}

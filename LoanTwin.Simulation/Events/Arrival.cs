using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Simulation.Events;

/// <summary>A loan enters the book through its door.</summary>
internal static class Arrival
{
    public static Problem? Apply(World world, LoanAdded added, FlowTable[] flows)
    {
        var loan = added.IsPricedHere ? Priced(world, added.Loan) : added.Loan;
        var faults = new FaultList()
            .Require(loan.Id == added.LoanId, "loanId", added.LoanId, $"the id of the loan itself, {loan.Id}")
            .Require(loan.OriginationDay <= added.Day, "originationDay", EventDoor.Text(loan.OriginationDay), $"{EventDoor.Text(added.Day)} or before");
        if (world.Index.TryFind(loan.Id, out _, out _))
        {
            faults.Require(false, "loan.id", loan.Id, "an id that is not in the book");
            return faults.ToProblem(ProblemKind.Conflict);
        }

        var door = LoanDoor.Check(world.Book.Catalogue, loan);
        faults.Add(door.IsSuccess ? [] : door.Problem.Faults);
        if (faults.Any)
        {
            return faults.ToProblem();
        }

        _ = world.Book.Add(loan).Value;
        var isNew = loan.OriginationDay == added.Day;
        flows[loan.Product].Add(isNew ? Flow.Originated : Flow.TransferredIn, SimMonth.Of(added.Day), loan.Balance);
        flows[loan.Product].Add(Flow.NewLoans, SimMonth.Of(added.Day), isNew ? 1 : 0);
        return null;
    }

    private static NewLoan Priced(World world, in NewLoan loan)
    {
        var month = SimMonth.Of(loan.OriginationDay);
        var economy = world.Market.At(month);
        return loan with
        {
            ValueIndex = Climate.ValueIndexOf(world.Book.Catalogue[loan.Product], economy, month),
            FundingBase = (int)Math.Round(economy.BaseRate * AnnualRate.One),
        };
    }
}

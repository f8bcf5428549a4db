using System.Collections.Immutable;
using LoanTwin.Domain.Metrics;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Ledger;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Simulation.Lenders;

/// <summary>The books of a lender as a projection takes them over: copies, the running month with what has been lived of it included.</summary>
internal sealed record OpeningBooks(
    GeneralLedger Ledger, ImmutableArray<ProductLevels> Levels, double GrossIncome, double OpeningIncome, ImmutableList<MonthFigures> Months, RunningMonth Month, ImmutableArray<FlowTable> Flows);

/// <summary>The lender as a projection takes it over.</summary>
public sealed partial class Lender
{
    internal OpeningBooks OpeningBooks()
    {
        var month = SimMonth.Of(World.Day + 1);
        return new(
            Ledger.Copy(), [.. Levels], GrossIncome, _openingIncome, Months, _month.Copy(),
            [.. _flows.Select(table => table.FirstMonth == month ? table.Copy() : table.Rolled())]);
    }
}

using LoanTwin.Web.Design;
using LoanTwin.Web.Queries;
using LoanTwin.Web.Shell;
using LoanTwin.Web.Twin;
using Microsoft.AspNetCore.Components;

namespace LoanTwin.Web.Overview;

/// <summary>The reconciliation of the day: what each product opened with, what moved it, what it closed with.</summary>
public sealed partial class BalanceStrip
{
    private static readonly (string Name, string Key, Func<StripView, decimal> Read)[] Columns =
    [
        ("Opening", "opening", strip => strip.Opening), ("New loans", "originations", strip => strip.Originations), ("Bought", "purchases", strip => strip.Purchases),
        ("Capitalised", "capitalised", strip => strip.Capitalised), ("Moved in", "transfersIn", strip => strip.TransfersIn), ("Restructured", "restructureAdjustments", strip => strip.RestructureAdjustments),
        ("Instalments", "scheduledPrincipal", strip => strip.ScheduledPrincipal), ("Paid extra", "curtailments", strip => strip.Curtailments), ("Repaid early", "prepayments", strip => strip.Prepayments),
        ("Paid off", "payoffs", strip => strip.Payoffs), ("Charged off", "chargeOffs", strip => strip.ChargeOffs), ("Reversed", "reversals", strip => strip.Reversals), ("Closing", "closing", strip => strip.Closing),
    ];

    private IReadOnlyList<LedgerDay> _days = [];
    private DateOnly _read;

    [Inject] private FigureRows Rows { get; set; } = null!;

    /// <summary>Which days the page looks at.</summary>
    [Parameter, EditorRequired] public required object Time { get; set; }

    protected override TimeSpan Rest => TimeSpan.FromSeconds(5);

    private DateOnly? Day => ((PageTime)Time).AsOf ?? Viewer.Shown?.Day;

    private string Why => Day is null ? "The lender is being founded." : $"No movements are stored for {FigureText.Day(Day.Value)}: the books of the twin are kept from the day after its first.";

    protected override object? Read()
    {
        if (Day is { } day && _read != day)
        {
            _days = [.. Rows.Ledger(day.DayNumber, day.DayNumber, 1, 0).Days.Select(LedgerDay.Of)];
            _read = day;
        }

        return Day;
    }
}

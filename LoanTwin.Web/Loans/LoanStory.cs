using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Web.Queries;
using LoanTwin.Web.Views;

namespace LoanTwin.Web.Loans;

/// <summary>All that the page tells of one loan, out of one view. What the model has to be asked for comes a moment later.</summary>
internal sealed record LoanStory(LoanDetail Loan, ScheduleView Schedule, MonthsView Months, TimelineView Timeline, LoanWay? Way)
{
    private const int Entries = 12;

    public DriversView? Drivers { get; init; }

    public Queries.ForecastView? Forecast { get; init; }

    public LoanPeersView? Peers { get; init; }

    public LoanSource Source => new(Loan.Loan.Id, Loan.Day, IsPast);

    /// <summary>Before its contract ends, well or badly.</summary>
    public required bool IsRunning { get; init; }

    /// <summary>The reader has gone back to an earlier day.</summary>
    public required bool IsPast { get; init; }

    public static LoanStory Of(BookView view, Shelf shelf, int row, LoanHistory history, string address, bool isPast) => new(
        LoanDetail.Of(view, shelf, row), ScheduleView.Of(view, shelf, row), history.Months(view, shelf, row), history.Timeline(view, shelf, row, Entries), LoanWay.Of(view, shelf, row, address))
    {
        IsPast = isPast,
        IsRunning = (PaymentStatus)shelf.Moving.Status[row] < PaymentStatus.Default,
    };
}

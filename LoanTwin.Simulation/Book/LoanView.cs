using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Simulation.Book;

/// <summary>
/// One loan read out of the columns at the end of a day: what a page or an answer shows. A value, so it does not follow the book when the
/// book moves on. Money in whole cents, rates in whole 1e-7, days as day numbers.
/// </summary>
public readonly record struct LoanView
{
    public required long Id { get; init; }
    public required string Product { get; init; }
    public required PaymentStatus Status { get; init; }
    public required int Day { get; init; }
    public required int OriginationDay { get; init; }
    public required int Anchor { get; init; }
    public required int Term { get; init; }
    public required int RemainingTerm { get; init; }
    public required int Age { get; init; }
    public required long OriginalAmount { get; init; }
    public required long Balance { get; init; }
    public required long Payment { get; init; }
    public required int AnnualRate { get; init; }
    public required long CreditLimit { get; init; }

    /// <summary>Billed and unpaid: fees, interest and principal together; for a card the minimum payments owed.</summary>
    public required long Arrears { get; init; }

    public required int InstalmentsOwed { get; init; }

    /// <summary>The due day the oldest unpaid instalment fell due; nothing where nothing is owed.</summary>
    public required int? OldestUnpaidDue { get; init; }

    public required int? NextDue { get; init; }

    /// <summary>First day of the running default event, once it has come.</summary>
    public required int? DefaultDay { get; init; }

    /// <summary>Score and grade as they stood at origination; the kernel keeps no later ones.</summary>
    public required int Score { get; init; }
    public required int Grade { get; init; }

    /// <summary>Debt to income now, as income has fallen and recovered since.</summary>
    public required double Dti { get; init; }
    public required double DtiAtOrigination { get; init; }

    /// <summary>Balance over limit; zero without a limit.</summary>
    public double Utilisation => CreditLimit > 0 ? (double)Balance / CreditLimit : 0;

    /// <summary>Days from the oldest unpaid due day; zero where nothing is owed.</summary>
    public int DaysPastDue => OldestUnpaidDue is { } due ? Math.Max(0, Day - due) : 0;

    public bool IsOver => Status.IsTerminal() && Balance == 0;

    /// <summary>Reads a row as it stands at the end of a day.</summary>
    public static LoanView Of(Shelf shelf, int row, int day)
    {
        var (terms, moving) = (shelf.Fixed, shelf.Moving);
        var (anchor, owed) = (terms.Anchor[row], moving.Owed[row]);
        var status = (PaymentStatus)moving.Status[row];
        var defaultDay = moving.DefaultDay[row];
        var lastDue = SimMonth.Of(SimMonth.LastDueDay(day, anchor));
        return new()
        {
            Id = terms.Id[row],
            Product = shelf.Product.Key,
            Status = status,
            Day = day,
            OriginationDay = terms.OriginationDay[row],
            Anchor = anchor,
            Term = terms.Term[row],
            RemainingTerm = moving.Remaining[row],
            Age = moving.Age[row],
            OriginalAmount = terms.Amount[row],
            Balance = moving.Balance[row],
            Payment = moving.Payment[row],
            AnnualRate = moving.Rate[row],
            CreditLimit = terms.CreditLimit[row],
            Arrears = moving.PrincipalDue[row] + moving.InterestDue[row] + moving.FeesDue[row],
            InstalmentsOwed = owed,
            OldestUnpaidDue = owed == 0 ? null : SimMonth.DueDay(lastDue + 1 - owed, anchor),
            NextDue = status.IsTerminal() ? null : SimMonth.DueDay(lastDue + 1, anchor),
            DefaultDay = defaultDay == 0 || defaultDay > day ? null : defaultDay,
            Score = terms.Score[row],
            Grade = terms.Grade[row],
            Dti = moving.Dti[row],
            DtiAtOrigination = terms.Dti[row],
        };
    }
}

using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;

namespace LoanTwin.Simulation.Kernel;

/// <summary>
/// Money that moved on one loan today, in cents. A charge-off carries the balance as principal and the loss as interest; a recovery what
/// came in as principal.
/// </summary>
public readonly record struct PostingFact(long Loan, PendingKind Kind, bool IsOnDueDay, long Fees, long Interest, long Principal);

/// <summary>A loan was recorded in another state today.</summary>
public readonly record struct StatusFact(long Loan, PaymentStatus From, PaymentStatus To);

/// <summary>What happened to single loans on one lived day, for whoever keeps a history. Nobody in the kernel reads it, and a world without one lives the same days.</summary>
public sealed class DayFacts
{
    private readonly List<PostingFact> _postings = [];
    private readonly List<StatusFact> _statuses = [];

    public IReadOnlyList<PostingFact> Postings => _postings;

    public IReadOnlyList<StatusFact> Statuses => _statuses;

    internal void Clear()
    {
        _postings.Clear();
        _statuses.Clear();
    }

    internal void Add(in PostingFact posting) => _postings.Add(posting);

    internal void Note(long loan, PaymentStatus from, PaymentStatus to)
    {
        if (from != to)
        {
            _statuses.Add(new(loan, from, to));
        }
    }
}

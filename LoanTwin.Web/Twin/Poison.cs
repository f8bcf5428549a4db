using LoanTwin.Simulation.Lenders;
using LoanTwin.Web.Storage;

namespace LoanTwin.Web.Twin;

/// <summary>
/// Finds what no day can be lived with: an event whose application throws, which is our bug and not its sender's. Days are tried out on copies
/// of the lender, which stays as it is.
/// </summary>
internal static class Poison
{
    /// <summary>The failure of each culprit by its sequence; none when the day cannot be lived without any event either, or can be lived with all.</summary>
    /// <param name="lives">Lives the next day of a copy with some of the rows.</param>
    public static IReadOnlyDictionary<long, Exception> Find(Lender lender, IReadOnlyList<Waiting> rows, Action<Lender, IEnumerable<Waiting>> lives)
    {
        var culprits = new Dictionary<long, Exception>();
        if (Try([]) is not null)
        {
            return culprits;
        }

        var left = rows.ToList();
        while (Try(left) is { } failure)
        {
            // With the first good of them the day can be lived, with one more it cannot.
            var (good, bad) = (0, left.Count);
            while (bad - good > 1)
            {
                var middle = (good + bad) / 2;
                if (Try(left.Take(middle)) is { } other)
                {
                    (bad, failure) = (middle, other);
                }
                else
                {
                    good = middle;
                }
            }

            culprits.Add(left[bad - 1].Sequence, failure);
            left.RemoveAt(bad - 1);
        }

        return culprits;

        Exception? Try(IEnumerable<Waiting> some)
        {
            using var copy = lender.Rehearsal();
            try
            {
                lives(copy, some);
                return null;
            }
            catch (Exception failure)
            {
                return failure;
            }
        }
    }
}

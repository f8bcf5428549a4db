using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Tests.Web.Queries;
using LoanTwin.Web.Views;

namespace LoanTwin.Tests.Web.Views;

[Collection(nameof(SmallTwin))]
public sealed class LoanFilterTests(SmallTwin twin)
{
    private static readonly string[] Numbers = ["balance", "score", "rate", "daysPastDue", "originalAmount", "term", "remainingTerm"];
    private static readonly string[] Comparisons = ["eq", "ne", "lt", "le", "gt", "ge"];

    [Fact]
    public async Task RandomFilters_AgainstPlainReadingOfEachLoan_PickTheSameLoansInTheSameOrder()
    {
        using var lease = await twin.Views.NewestAsync(default);
        var view = lease!.View;
        var loans = view.Shelves.SelectMany(shelf => Enumerable.Range(0, shelf.Count).Select(row => view.LoanAt(shelf, row))).OrderBy(loan => loan.Id).ToList();
        var luck = new Random(20261);
        for (var round = 0; round < 400; round++)
        {
            var (text, holds) = Either(luck, loans, 3);
            var (sort, by) = luck.Next(3) switch
            {
                0 => ("-balance", (Func<LoanView, double>)(loan => -loan.Balance)),
                1 => ("score", loan => loan.Score),
                _ => ("-rate,id", loan => -loan.AnnualRate),
            };

            var selection = LoanSelection.Of(view, LoanFilter.Parse(text).Value, LoanOrder.Parse(sort).Value);

            var expected = loans.Where(holds).OrderBy(by).Select(loan => loan.Id).ToList();
            var picked = selection.Page(0, int.MaxValue).ToArray().Select(place => view.Shelves[place.Shelf].Fixed.Id[place.Row]).ToList();
            Assert.True(expected.SequenceEqual(picked), text);
            Assert.Equal(loans.Where(holds).Sum(loan => loan.Balance), selection.Sums.Balance);
        }
    }

    [Theory]
    [InlineData("scoore lt 640 and colour eq 'red'", "scoore", "colour")]
    [InlineData("product eq 'boat'", "boat")]
    [InlineData("product lt 'auto'", "product lt")]
    [InlineData("score eq 'high'", "high")]
    [InlineData("score lt", "the end (letter 9)")]
    [InlineData("score lt 640 or", "the end (letter 16)")]
    [InlineData("(score lt 640", "the end (letter 14)")]
    [InlineData("score lt 640)", ") (letter 13)")]
    [InlineData("score ~ 640", "~ (letter 7)")]
    [InlineData("region eq 'North", "'North (letter 11)")]
    [InlineData("ltv gt null", "ltv gt")]
    public void Filter_ThatCannotBeMeant_NamesEveryBadPart(string text, params string[] values)
        => Assert.Equal(values, LoanFilter.Parse(text).Problem!.Faults.Select(fault => fault.Value));

    [Fact]
    public void Filter_NestedTooDeep_IsRefused()
    {
        Assert.False(LoanFilter.Parse(new string('(', 1_900) + "score lt 1" + new string(')', 1_900)).IsSuccess);
        Assert.False(LoanFilter.Parse(string.Concat(Enumerable.Repeat("not ", 900)) + "score lt 1").IsSuccess);
        Assert.False(LoanFilter.Parse(new string('x', LoanFilter.MostLetters + 1)).IsSuccess);
    }

    [Fact]
    public void RandomText_AsAFilter_IsReadOrRefusedAndNeverThrows()
    {
        string[] parts = ["score", "product", "and", "or", "not", "in", "eq", "lt", "(", ")", ",", "'auto'", "'", "640", "-1e309", "2026-01-01", "null", "true", "L-0000001", "\u2603", "\0", " ", "1.5.2", "NaN", "''"];
        var luck = new Random(77);
        for (var round = 0; round < 20_000; round++)
        {
            var text = string.Join(luck.Next(4) == 0 ? "" : " ", Enumerable.Range(0, luck.Next(1, 14)).Select(_ => parts[luck.Next(parts.Length)]));

            var read = LoanFilter.Parse(text);

            Assert.True(read.IsSuccess || read.Problem.Faults.Length > 0, text);
        }
    }

    [Fact]
    public void Order_WithUnknownOrDoubleFields_NamesThem()
        => Assert.Equal(["colour", "score"], LoanOrder.Parse("-colour,score,-score").Problem!.Faults.Select(fault => fault.Value));

    private static (string Text, Func<LoanView, bool> Holds) Either(Random luck, List<LoanView> loans, int depth)
    {
        if (depth == 0 || luck.Next(3) == 0)
        {
            return One(luck, loans);
        }

        var (left, right) = (Either(luck, loans, depth - 1), Either(luck, loans, depth - 1));
        return luck.Next(3) switch
        {
            0 => ($"({left.Text}) and ({right.Text})", loan => left.Holds(loan) && right.Holds(loan)),
            1 => ($"({left.Text} or {right.Text})", loan => left.Holds(loan) || right.Holds(loan)),
            _ => ($"not ({left.Text})", loan => !left.Holds(loan)),
        };
    }

    private static (string Text, Func<LoanView, bool> Holds) One(Random luck, List<LoanView> loans)
    {
        var example = loans[luck.Next(loans.Count)];
        switch (luck.Next(4))
        {
            case 0:
                var status = example.Status;
                return ($"status in ('{status.Key()}', 'on_time')", loan => loan.Status == status || loan.Status == PaymentStatus.OnTime);
            case 1:
                var product = example.Product;
                return ($"product ne '{product}'", loan => loan.Product != product);
            case 2:
                var day = example.OriginationDay;
                return ($"originationDay ge {DateOnly.FromDayNumber(day):yyyy-MM-dd}", loan => loan.OriginationDay >= day);
            default:
                var (name, comparison) = (Numbers[luck.Next(Numbers.Length)], Comparisons[luck.Next(Comparisons.Length)]);
                var value = Read(name, example);
                return (FormattableString.Invariant($"{name} {comparison} {value}"), loan => Compare(Read(name, loan), comparison, value));
        }
    }

    private static decimal Read(string name, LoanView loan) => name switch
    {
        "balance" => loan.Balance / 100m,
        "score" => loan.Score,
        "rate" => (decimal)loan.AnnualRate / AnnualRate.One,
        "daysPastDue" => DaysPastDueOf(loan),
        "originalAmount" => loan.OriginalAmount / 100m,
        "term" => loan.Term,
        _ => loan.RemainingTerm,
    };

    private static int DaysPastDueOf(LoanView loan)
        => !loan.Status.IsTerminal() ? loan.DaysPastDue : loan.Status == PaymentStatus.Default && loan.Balance > 0 ? 90 + loan.Day - (loan.DefaultDay ?? loan.Day) : 0;

    private static bool Compare(decimal one, string comparison, decimal other) => comparison switch
    {
        "eq" => one == other,
        "ne" => one != other,
        "lt" => one < other,
        "le" => one <= other,
        "gt" => one > other,
        _ => one >= other,
    };
}

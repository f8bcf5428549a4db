using System.Globalization;
using LoanTwin.Web.Views;

namespace LoanTwin.Tests.Web.Views;

/// <summary>Filters as people click them together, and a few conditions of other forms.</summary>
internal static class RandomClauses
{
    private static readonly string[] Words = ["product", "region", "status"];
    private static readonly string[] Numbers = ["score", "balance", "rate", "dti", "ltv", "pd12", "utilisation", "daysPastDue", "term", "expectedLoss"];

    public static string Of(Random luck, BookView view, int most = 4)
        => string.Join(" and ", Enumerable.Range(0, luck.Next(0, most + 1)).Select(_ => One(luck, view)));

    private static string One(Random luck, BookView view)
    {
        switch (luck.Next(8))
        {
            case 0 or 1:
                var word = LoanField.Find(Words[luck.Next(Words.Length)])!;
                var values = word.Words.Where(_ => luck.Next(2) == 0).DefaultIfEmpty(word.Words[0]).Select(value => $"'{value}'");
                return luck.Next(4) == 0 ? $"{word.Key} ne '{word.Words[luck.Next(word.Words.Length)]}'" : $"{word.Key} in ({string.Join(", ", values)})";
            case 2:
                return "active eq true";
            case 3:
                return $"(score lt {luck.Next(560, 700)} or not product in ('auto'))";
            case 4:
                return luck.Next(2) == 0 ? "ltv eq null" : "not (score lt 600)";
            case 5:
                return $"originationDay ge {view.Date.AddMonths(-luck.Next(1, 60)):yyyy-MM-dd}";
            default:
                var (field, from) = (LoanField.Find(Numbers[luck.Next(Numbers.Length)])!, Value(luck, view));
                var (low, high) = (Literal(from(field)), Literal(from(field)));
                return luck.Next(3) switch
                {
                    0 => $"{field.Key} ge {low}",
                    1 => $"{field.Key} lt {high}",
                    _ => $"{field.Key} gt {low} and {field.Key} le {high}",
                };
        }
    }

    private static Func<LoanField, double> Value(Random luck, BookView view) => field =>
    {
        var shelf = view.Shelves[luck.Next(view.Shelves.Length)];
        var value = field.Read(view, shelf, luck.Next(shelf.Count));
        return double.IsNaN(value) ? .5 : value;
    };

    private static string Literal(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}

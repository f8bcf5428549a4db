using System.Globalization;
using LoanTwin.Web.Design;
using LoanTwin.Web.Views;

namespace LoanTwin.Web.Portfolio;

/// <summary>Fields, filters and loans in the reader's words.</summary>
internal static class ExplorerText
{
    private const int Percent = 100;
    private static readonly string[] Letters = ["C", "G", "30", "60", "90", "D", "P", "E"];
    private static readonly string[] States = ["Current", "Grace", "30 days late", "60 days late", "90 days late", "Default", "Paid off", "Prepaid"];
    private static readonly string[] Tones = ["current", "grace", "30", "60", "90", "default", "paid", "paid"];

    private static readonly Dictionary<string, string> Titles = new()
    {
        ["id"] = "Loan",
        ["customerId"] = "Borrower",
        ["product"] = "Product",
        ["region"] = "Region",
        ["status"] = "State",
        ["active"] = "Standing",
        ["daysPastDue"] = "DPD",
        ["balance"] = "Balance",
        ["originalAmount"] = "Amount",
        ["rate"] = "Rate",
        ["term"] = "Term",
        ["remainingTerm"] = "Months left",
        ["score"] = "Score",
        ["dti"] = "DTI",
        ["ltv"] = "LTV",
        ["grade"] = "Grade",
        ["pd12"] = "PD 12 m",
        ["lgd"] = "LGD",
        ["expectedLoss"] = "EL",
        ["expectedLossChange"] = "EL change",
        ["originationDay"] = "Made",
        ["nextDue"] = "Next due",
        ["utilisation"] = "Used",
        ["watched"] = "Watched",
        ["tag"] = "Tags",
    };

    public static string Title(LoanField field) => Titles.GetValueOrDefault(field.Key, field.Key);

    /// <summary>With its unit, as a table's header says it once.</summary>
    public static string Header(LoanField field) => $"{Title(field)}{(IsMoney(field) ? ", $" : IsRate(field) ? ", %" : "")}";

    /// <summary>What the header is too short to say; nothing where it says all.</summary>
    public static string? Meaning(LoanField field) => field.Key switch
    {
        "expectedLoss" => "Expected loss, next 12 months",
        "expectedLossChange" => "Change of the expected loss since the last month end",
        "pd12" => "Probability of default, next 12 months",
        "daysPastDue" => "Days past due",
        "lgd" => "Loss given default",
        "dti" => "Debt to income",
        "ltv" => "Loan to value",
        _ => null,
    };

    /// <summary>Of a cell: numbers to the right, the loss in bold, a change in the colour of its direction.</summary>
    public static string Style(LoanField field, double value) => field.Key switch
    {
        "expectedLoss" => "number strong",
        "expectedLossChange" when value >= 1 => "number worse",
        "expectedLossChange" when value <= -1 => "number better",
        _ => "number",
    };

    public static bool IsRate(LoanField field) => field.Key is "rate" or "ltv" or "utilisation" or "pd12" or "lgd";

    public static bool IsNumber(LoanField field) => field.Kind is FieldKind.Number && field.Key is not "customerId";

    public static string Letter(double status) => Letters[(int)status];

    public static string StateName(double status) => States[(int)status];

    /// <summary>The end of the name of the token that colours a state.</summary>
    public static string Tone(double status) => Tones[(int)status];

    public static string Cell(LoanField field, double value) => double.IsNaN(value) ? FigureText.Missing : field.Kind switch
    {
        FieldKind.Word => Word(field, (int)value),
        FieldKind.Flag => value == 1 ? "yes" : "no",
        FieldKind.Day => DateOnly.FromDayNumber((int)value).ToString("d MMM yyyy", CultureInfo.InvariantCulture),
        _ when field.Key is "customerId" => $"••• {(long)value % 10_000:D4}",
        _ when field.Key is "expectedLossChange" => $"{(value >= .5 ? "+" : "")}{FigureText.Number(value, "#,0")}",
        _ when IsMoney(field) => FigureText.Number(value, "#,0"),
        _ when IsRate(field) => FigureText.Number(Percent * value, field.Key is "rate" or "pd12" ? "0.00" : "0.0"),
        _ when field.Key is "dti" => FigureText.Number(value, "0.00"),
        _ => FigureText.Number(value, "#,0"),
    };

    /// <summary>Of a sum, which may be long: money in short, with its unit.</summary>
    public static string Total(LoanField field, double value) => IsMoney(field) ? FigureText.Money(value).ToString().TrimStart('$') : Cell(field, value);

    public static string Word(LoanField field, int place) => field.Key switch
    {
        "product" => FigureText.ProductTitle(field.Words[place]),
        "status" => States[place],
        _ => field.Words[place],
    };

    /// <summary>A part of a cut: the words of a word, the band of a number with rates in per cent.</summary>
    public static string Part(SegmentKey key, string text) => key.Field switch
    {
        { Kind: FieldKind.Word } field when field.Words.IndexOf(text) is >= 0 and var place => Word(field, place),
        { } field when IsRate(field) => string.Join(' ', text.Split(' ').Select(word => double.TryParse(word, CultureInfo.InvariantCulture, out var number) ? FigureText.Number(Percent * number, "0.##") + " %" : word)),
        { } field when IsMoney(field) => string.Join(' ', text.Split(' ').Select(word => double.TryParse(word, CultureInfo.InvariantCulture, out var number) ? FigureText.Number(number, "$#,0") : word)),
        { Key: "score" or "term" or "remainingTerm" or "daysPastDue" } when text.Split(" to under ") is [var from, var to] && int.TryParse(from, CultureInfo.InvariantCulture, out var first) && int.TryParse(to, CultureInfo.InvariantCulture, out var next)
            => next == first + 1 ? from : $"{from}–{(next - 1).ToString(CultureInfo.InvariantCulture)}",
        _ => text,
    };

    /// <summary>How a form shows the end of a range, and how a filter spells what was typed there; nothing where it is none.</summary>
    public static string End(LoanField field, double? value) => value is not { } end ? ""
        : field.Kind is FieldKind.Day ? DateOnly.FromDayNumber((int)end).ToString("O", CultureInfo.InvariantCulture)
        : ((decimal)end * (IsRate(field) ? Percent : 1)).ToString("0.######", CultureInfo.InvariantCulture);

    public static string? EndOf(LoanField field, string text) => field.Kind is FieldKind.Day
        ? DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.ToString("O", CultureInfo.InvariantCulture) : null
        : decimal.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number)
            ? (number / (IsRate(field) ? Percent : 1)).ToString("0.############", CultureInfo.InvariantCulture)
            : null;

    /// <summary>What a clause says, after the name of its field.</summary>
    public static string Said(FilterClause clause) => clause.Field is not { } field ? clause.Text : string.Join(", ", clause.Parts.Select(part => (part.Word switch
    {
        "ge" => "from ",
        "gt" => "over ",
        "lt" => "under ",
        "le" => "up to ",
        "ne" => "not ",
        _ => "",
    }) + string.Join(", ", part.Values.Select(value => Value(field, value)))));

    /// <summary>A whole filter in a line.</summary>
    public static string Said(FilterClauses filter) => filter.IsEmpty ? "The whole book" : string.Join(" · ", filter.All.Select(clause => clause.Field is { } field ? $"{Title(field)} {Said(clause)}" : Said(clause)));

    /// <summary>Whose loans, how much of the book, how much of its expected loss.</summary>
    public static string Sentence(ExplorerAddress address, SumsView picked, SumsView book)
    {
        var product = address.Asked.Of(LoanField.Find("product")!) is { Parts: [{ Word: FieldComparison.Equal } one] } ? FigureText.ProductName(LoanField.Products[(int)one.Values[0].Number]) + " " : "";
        var (count, noun) = (FigureText.Number(picked.Count, "#,0"), picked.Count == 1 ? "loan" : "loans");
        return picked.Count == 0 ? "No loan passes this filter."
            : address.Asked.IsEmpty ? $"{count} {noun}, {FigureText.Money((double)picked.Balance)}: the whole book."
            : $"{count} {product}{noun}: {Share(picked.Balance, book.Balance)} of the book, {Share(picked.ExpectedLoss, book.ExpectedLoss)} of its expected loss.";
    }

    private static string Share(decimal part, decimal whole) => whole == 0 ? FigureText.Missing : part > 0 && part / whole < .005m ? "under 1\u00A0%" : FigureText.Share((double)(part / whole));

    private static string Value(LoanField field, FieldValue value) => value.IsNothing ? "none"
        : field.Kind is FieldKind.Tag ? value.Tag
        : field.Kind is FieldKind.Id ? Api.LoanIdRoute.Shown((long)value.Number)
        : field.Kind is FieldKind.Number ? $"{(IsMoney(field) ? "$" : "")}{End(field, value.Number)}{(IsRate(field) ? "\u00A0%" : "")}"
        : Cell(field, value.Number);

    private static bool IsMoney(LoanField field) => field.Key is "balance" or "originalAmount" or "expectedLoss" or "expectedLossChange";
}

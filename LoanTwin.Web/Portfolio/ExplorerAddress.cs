using System.Collections.Immutable;
using LoanTwin.Domain.Results;
using LoanTwin.Web.Queries;
using LoanTwin.Web.Views;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace LoanTwin.Web.Portfolio;

/// <summary>
/// All that the explorer shows, as its address says it: nothing else is remembered. What the address says wrongly is named and left out; what
/// belongs to others is kept. A form may send a second filter, or the ends of a range: the tidy address says the same in one filter.
/// </summary>
internal sealed record ExplorerAddress
{
    public const string Home = "/portfolio";
    public const string Segment = Home + "/segment";
    public const string Table = "table";
    public const string Strats = "strats";
    public const string Chart = "chart";
    public const string Vintage = "vintage";
    public const string Region = "region";
    public const string Compare = "compare";
    public const int MostSelected = 200;

    /// <summary>Sets beside this one; the book stands there anyway.</summary>
    public const int MostAgainst = 4;

    private const string AllOfThem = "all";
    private const string Standing = "active eq true";
    private const string UsualSort = "-expectedLoss";
    private const string UsualCut = "scoreBand";
    private static readonly string[] Own = ["filter", "sort", "view", "by", "y", "measure", "columns", "sel", "of", "from", "to", "upto", "cell", "against"];
    private static readonly ImmutableArray<string> UsualColumns = ["product", "region", "balance", "rate", "score", "dti", "daysPastDue", "status", "pd12", "expectedLoss", "expectedLossChange"];

    public static ImmutableArray<(string Key, string Name)> Tabs { get; } = [(Table, "Table"), (Strats, "Strats"), (Chart, "Chart"), (Vintage, "Vintage"), (Region, "Region"), (Compare, "Compare")];

    /// <summary>As the reader asked; loans that are over are left out of the list unless the filter speaks of them.</summary>
    public required FilterClauses Asked { get; init; }

    public LoanOrder Order { get; init; } = LoanOrder.Parse(UsualSort).Value;

    public string View { get; init; } = Table;

    /// <summary>One field or two by which the set is cut.</summary>
    public ImmutableArray<SegmentKey> By { get; init; } = [SegmentKey.Find(UsualCut)!];

    /// <summary>What the chart shows.</summary>
    public string Figure { get; init; } = ChartView.Known[0];

    /// <summary>What the vintages are compared by.</summary>
    public string Measure { get; init; } = VintagesView.Defaults;

    public ImmutableArray<string> Columns { get; init; } = UsualColumns;

    public ImmutableArray<long> Selected { get; init; } = [];

    public bool IsAllSelected { get; init; }

    /// <summary>Other sets that this one is compared with.</summary>
    public ImmutableArray<FilterClauses> Against { get; init; } = [];

    public ImmutableArray<string> Wrong { get; init; } = [];

    private ImmutableArray<KeyValuePair<string, StringValues>> Others { get; init; } = [];

    /// <summary>The filter that is asked of the book, of the API and of an export alike.</summary>
    public FilterClauses Filter => Stands(Asked);

    /// <summary>Without the id, which comes last in any order.</summary>
    public string OrderText => Order.Keys is [.., { Field.Key: "id", IsDown: false }] and { Length: > 1 } ? Order.Text[..^",id".Length] : Order.Text;

    /// <summary>This view of the explorer.</summary>
    public string Href => Home + Query(withSelection: true);

    /// <summary>The same without what is selected, to which a selection can be added.</summary>
    public string HrefUnselected => Home + Query(withSelection: false);

    public static ExplorerAddress Of(string address)
    {
        var query = QueryHelpers.ParseQuery(new Uri(address).Query);
        var wrong = new List<string>();
        var asked = FilterOf(query, wrong);
        var order = LoanOrder.Parse(One(query, "sort") ?? UsualSort);
        Note(wrong, order.Problem?.Faults);
        var columns = ExportColumn.Parse(One(query, "columns") ?? string.Join(',', UsualColumns));
        Note(wrong, columns.Problem?.Faults);
        var by = (One(query, "by") ?? UsualCut).Split(',').Select(name => (Name: name, Key: SegmentKey.Find(name))).ToList();
        wrong.AddRange(by.Where(key => key.Key is null).Select(key => $"by \"{key.Name}\" is not one of {SegmentKey.Known}"));
        ImmutableArray<SegmentKey> keys = [.. by.Select(key => key.Key).OfType<SegmentKey>().DistinctBy(key => key.Name).Take(2)];
        var (isAll, selected) = Selection(One(query, "sel"), wrong);
        return new()
        {
            Asked = asked,
            Order = order.IsSuccess ? order.Value : LoanOrder.Parse(UsualSort).Value,
            View = Known(query, "view", [.. Tabs.Select(tab => tab.Key)], wrong),
            By = keys.IsEmpty ? [SegmentKey.Find(UsualCut)!] : keys,
            Figure = Known(query, "y", ChartView.Known, wrong),
            Measure = Known(query, "measure", [VintagesView.Defaults, VintagesView.Cpr], wrong),
            Columns = columns.IsSuccess ? [.. columns.Value.Select(column => column.Field.Key).Where(key => key is not "id")] : UsualColumns,
            Against = [.. query.GetValueOrDefault("against").Where(text => !string.IsNullOrWhiteSpace(text)).Select(text => AgainstOf(text!, wrong)).OfType<FilterClauses>().DistinctBy(set => set.Text).Take(MostAgainst)],
            Selected = selected,
            IsAllSelected = isAll,
            Wrong = [.. wrong],
            Others = [.. query.Where(pair => !Own.Contains(pair.Key))],
        };
    }

    /// <summary>The same view of other loans; what was selected among these is not among those.</summary>
    public ExplorerAddress Filtered(FilterClauses filter) => this with { Asked = new([.. filter.All.Where(clause => clause.Text is not Standing)]), Selected = [], IsAllSelected = false };

    /// <summary>Loans that are over are left out of a set that does not speak of them.</summary>
    public static FilterClauses Stands(FilterClauses asked) => asked.All.Any(clause => clause.Field?.Key is "active") ? asked : asked.And(Standing);

    /// <summary>The stress lab with these loans as its population.</summary>
    public string StressHref => QueryHelpers.AddQueryString("/stress", "population", Asked.Text);

    /// <summary>Down first for numbers, then up.</summary>
    public ExplorerAddress Sorted(LoanField field)
    {
        var first = Order.Keys[0];
        var isDown = first.Field == field ? !first.IsDown : field.Kind is FieldKind.Number or FieldKind.Day;
        return this with { Order = LoanOrder.Parse(isDown ? $"-{field.Key}" : field.Key).Value };
    }

    public ExplorerAddress Toggled(long loan) => IsAllSelected ? this with { IsAllSelected = false, Selected = [loan] }
        : this with { Selected = Selected.Contains(loan) ? Selected.Remove(loan) : [.. Selected.Add(loan).TakeLast(MostSelected)] };

    public ExplorerAddress ToggledColumn(string key) => this with { Columns = !Columns.Contains(key) ? Columns.Add(key) : Columns.Length > 1 ? Columns.Remove(key) : Columns };

    /// <summary>Of the list as a file: same loans, same order, same columns.</summary>
    public string ExportHref(string format, FilterClauses? only = null)
        => QueryHelpers.AddQueryString("/api/loans/export", new Dictionary<string, string?> { ["filter"] = (only ?? Filter).Text, ["sort"] = OrderText, ["columns"] = string.Join(',', Columns.Prepend("id")), ["format"] = format });

    /// <summary>What other programs ask for the figures on the page.</summary>
    public string ApiHref(string path, params IEnumerable<(string Key, string Value)> more)
        => QueryHelpers.AddQueryString(path, more.Append(("filter", Filter.Text)).Select(pair => KeyValuePair.Create(pair.Item1, (string?)pair.Item2)));

    /// <summary>What a form of the page sends along so that everything else stays as it is.</summary>
    public IEnumerable<(string Key, string Value)> Kept(FilterClauses? filter = null) => Pairs((filter ?? Asked).Text, withSelection: false);

    private string Query(bool withSelection)
    {
        var query = QueryString.Create(Pairs(Asked.Text, withSelection).Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)));
        return query.Value ?? "";
    }

    private IEnumerable<(string Key, string Value)> Pairs(string filter, bool withSelection)
    {
        (string Key, string Value, string Usual)[] own =
        [
            ("filter", filter, ""), ("sort", OrderText, UsualSort), ("view", View, Table), ("by", string.Join(',', By.Select(key => key.Name)), UsualCut), ("y", Figure, ChartView.Known[0]),
            ("measure", Measure, VintagesView.Defaults), ("columns", string.Join(',', Columns), string.Join(',', UsualColumns)),
            ("sel", !withSelection ? "" : IsAllSelected ? AllOfThem : string.Join(',', Selected), ""),
        ];
        return own.Where(pair => pair.Value != pair.Usual).Select(pair => (pair.Key, pair.Value))
            .Concat(Against.Select(set => ("against", set.Text)))
            .Concat(from other in Others from value in other.Value select (other.Key, value ?? ""));
    }

    private static FilterClauses FilterOf(Dictionary<string, StringValues> query, List<string> wrong)
    {
        var filter = FilterClauses.None;
        foreach (var text in query.GetValueOrDefault("filter").Where(text => !string.IsNullOrWhiteSpace(text)))
        {
            filter = filter.And(FilterClauses.Read(text, out var faults).Text);
            Note(wrong, faults);
        }

        return LoanField.Find(One(query, "of") ?? "") is { } field ? Ranged(filter, field, query, wrong) : filter;
    }

    /// <summary>The two ends of a facet's form, as people write them: rates in per cent.</summary>
    private static FilterClauses Ranged(FilterClauses filter, LoanField field, Dictionary<string, StringValues> query, List<string> wrong)
    {
        var rest = filter.Without(field);
        (string Word, string? Text)[] ends = [("ge", One(query, "from")), (One(query, "upto") is "le" ? "le" : "lt", One(query, "to"))];
        foreach (var (word, text) in ends.Where(end => end.Text is not null))
        {
            var end = ExplorerText.EndOf(field, text!);
            var clause = FilterClauses.Read($"{field.Key} {word} {end ?? text}", out var faults);
            rest = faults.IsEmpty && end is not null ? rest.And(clause.Text) : rest;
            wrong.AddRange(faults.IsEmpty && end is not null ? [] : [$"{ExplorerText.Title(field)} \"{text}\" is not a number"]);
        }

        return rest;
    }

    private static FilterClauses? AgainstOf(string text, List<string> wrong)
    {
        var set = FilterClauses.Read(text, out var faults);
        Note(wrong, faults);
        return set.IsEmpty ? null : set;
    }

    private static (bool IsAll, ImmutableArray<long> Loans) Selection(string? text, List<string> wrong)
    {
        if (text is null or AllOfThem)
        {
            return (text is not null, []);
        }

        var loans = text.Split(',').Select(part => (Part: part, IsId: Api.LoanIdRoute.TryParse(part, out var id), Id: id)).ToList();
        wrong.AddRange(loans.Where(loan => !loan.IsId).Select(loan => $"sel \"{loan.Part}\" is not a loan"));
        return (false, [.. loans.Where(loan => loan.IsId).Select(loan => loan.Id).Distinct().Take(MostSelected)]);
    }

    private static string Known(Dictionary<string, StringValues> query, string key, IReadOnlyList<string> known, List<string> wrong)
    {
        var asked = One(query, key) ?? known[0];
        if (known.Contains(asked))
        {
            return asked;
        }

        wrong.Add($"{key} \"{asked}\" is not one of {string.Join(", ", known)}");
        return known[0];
    }

    private static void Note(List<string> wrong, IEnumerable<Fault>? faults) => wrong.AddRange((faults ?? []).Select(fault => $"{fault.Field} \"{fault.Value}\": {fault.Rule}"));

    private static string? One(Dictionary<string, StringValues> query, string key)
        => query.TryGetValue(key, out var values) && values.ToString() is { Length: > 0 } value ? value : null;
}

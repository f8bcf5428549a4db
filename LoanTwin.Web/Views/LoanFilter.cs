using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Book;
using LoanTwin.Web.Api;

namespace LoanTwin.Web.Views;

/// <summary>Whether a loan is picked.</summary>
internal delegate bool LoanTest(BookView view, Shelf shelf, int row);

/// <summary>
/// The language of filters: <c>product eq 'auto' and (score lt 640 or not status in ('on_time'))</c>. A comparison is made on the columns
/// themselves. Nothing (the ltv of an unsecured loan) equals only null, and is neither above nor below anything.
/// </summary>
internal sealed class LoanFilter
{
    public const int MostLetters = 4_000;

    private const string Field = "filter";
    private const int MostDepth = 50;
    private static readonly string[] Comparisons = ["eq", "ne", "lt", "le", "gt", "ge"];

    private readonly List<FilterToken> _tokens;
    private readonly FaultList _faults = new();
    private readonly List<FieldComparison> _comparisons = [];
    private int _at;
    private int _depth;
    private bool _isBroken;

    private LoanFilter(string text) => _tokens = FilterToken.Split(text);

    public static LoanTest All { get; } = (_, _, _) => true;

    /// <summary>The test, or everything that is wrong with the text: all unknown fields and words, and the first place where it cannot be read.</summary>
    public static Result<LoanTest> Parse(string? text) => Read(text).Then<LoanTest>(read => read.Test);

    /// <summary>The same, and the comparison itself where the text is a single one and nothing else.</summary>
    public static Result<(LoanTest Test, FieldComparison? Single)> Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return (All, null);
        }

        if (text.Length > MostLetters)
        {
            return Problem.Of(ProblemKind.Invalid, Field, $"{text.Length} letters", $"at most {MostLetters} letters");
        }

        var filter = new LoanFilter(text);
        var isPlain = filter.Now.Kind is TokenKind.Name && !filter.Now.Is("not");
        var test = filter.Either();
        filter.Expect(TokenKind.End, "and, or, or the end");
        return filter._faults.Or(() => (test, isPlain && filter._comparisons.Count == 1 ? filter._comparisons[0] : null));
    }

    private FilterToken Now => _tokens[_at];

    private LoanTest Either()
    {
        var test = Both();
        while (!_isBroken && Now.Is("or"))
        {
            _at++;
            var (left, right) = (test, Both());
            test = (view, shelf, row) => left(view, shelf, row) || right(view, shelf, row);
        }

        return test;
    }

    private LoanTest Both()
    {
        var test = One();
        while (!_isBroken && Now.Is("and"))
        {
            _at++;
            var (left, right) = (test, One());
            test = (view, shelf, row) => left(view, shelf, row) && right(view, shelf, row);
        }

        return test;
    }

    private LoanTest One()
    {
        if (++_depth > MostDepth)
        {
            return Broken($"at most {MostDepth} parentheses and nots inside each other");
        }

        var test = Now.Is("not") ? Negated() : Now.Kind is TokenKind.Open ? Parenthesis() : Comparison();
        _depth--;
        return test;
    }

    private LoanTest Negated()
    {
        _at++;
        var inner = One();
        return (view, shelf, row) => !inner(view, shelf, row);
    }

    private LoanTest Parenthesis()
    {
        _at++;
        var inner = Either();
        Expect(TokenKind.Close, ")");
        return inner;
    }

    private LoanTest Comparison()
    {
        if (Now.Kind is not TokenKind.Name)
        {
            return Broken("a field, not, or (");
        }

        var name = _tokens[_at++].Text;
        var field = LoanField.Find(name);
        _faults.Require(field is not null, Field, name, $"a field: {LoanField.Known}");
        var comparison = Now.Text.ToLowerInvariant();
        if (Now.Kind is not TokenKind.Name || (comparison != "in" && !Comparisons.Contains(comparison)))
        {
            return Broken($"one of {string.Join(", ", Comparisons)}, in");
        }

        _at++;
        return comparison == "in" ? AnyOf(field) : Compared(field, comparison);
    }

    private LoanTest AnyOf(LoanField? field)
    {
        Expect(TokenKind.Open, "(");
        var values = new List<FieldValue> { Literal(field) };
        while (!_isBroken && Now.Kind is TokenKind.Comma)
        {
            _at++;
            values.Add(Literal(field));
        }

        Expect(TokenKind.Close, ", or )");
        return field is null ? All : Kept(new(field, FieldComparison.OneOf, [.. values]));
    }

    private LoanTest Compared(LoanField? field, string comparison)
    {
        var value = Literal(field);
        if (field is null)
        {
            return All;
        }

        _faults.Require(
            comparison is "eq" or "ne" || (field.Kind is FieldKind.Number or FieldKind.Day or FieldKind.Id && !value.IsNothing), Field, $"{field.Key} {comparison}", "eq, ne or in for a word, a flag or null");
        return Kept(new(field, comparison, [value]));
    }

    private LoanTest Kept(FieldComparison comparison)
    {
        _comparisons.Add(comparison);
        return comparison.Test();
    }

    private FieldValue Literal(LoanField? field)
    {
        var token = Now;
        if (_isBroken || token.Kind is not (TokenKind.Name or TokenKind.Number or TokenKind.Day or TokenKind.Text))
        {
            Broken("a value");
            return new(0, "0");
        }

        _at++;
        if (field is null || token.Is(FieldValue.NothingText))
        {
            return FieldValue.Nothing;
        }

        var value = field.Kind is FieldKind.Tag ? TagOf(token) : ValueOf(field, token) is { } number ? FieldValue.Of(field, number) : null;
        _faults.Require(value is not null, Field, token.Text, $"{RuleOf(field)} for {field.Key}");
        return value ?? FieldValue.Nothing;
    }

    private static FieldValue? TagOf(in FilterToken token) => token.Kind is TokenKind.Text && token.Text.Length is > 0 and <= LoanField.LongestTag ? FieldValue.OfTag(token.Text) : null;

    private static double? ValueOf(LoanField field, in FilterToken token) => field.Kind switch
    {
        FieldKind.Number => token.Kind is TokenKind.Number ? token.Number : null,
        FieldKind.Day => token.Kind is TokenKind.Day ? token.Number : token.Kind is TokenKind.Text && FilterToken.Split(token.Text)[0] is { Kind: TokenKind.Day } day ? day.Number : null,
        FieldKind.Flag => token.Is("true") ? 1 : token.Is("false") ? 0 : null,
        FieldKind.Id => token.Kind is not TokenKind.Day && LoanIdRoute.TryParse(token.Text, out var id) ? id : null,
        _ => token.Kind is TokenKind.Text && field.Words.IndexOf(token.Text) is >= 0 and var place ? place : null,
    };

    private static string RuleOf(LoanField? field) => field?.Kind switch
    {
        FieldKind.Number => "a number",
        FieldKind.Day => "a date such as 2026-01-31",
        FieldKind.Flag => "true or false",
        FieldKind.Id => "an id such as 1234567 or 'L-1234567'",
        FieldKind.Tag => $"a tag in quotes of at most {LoanField.LongestTag} letters",
        _ => $"one of {string.Join(", ", (field?.Words ?? []).Select(word => $"'{word}'"))}",
    };

    private void Expect(TokenKind kind, string rule)
    {
        if (_isBroken)
        {
            return;
        }

        if (Now.Kind == kind)
        {
            _at = Math.Min(_at + 1, _tokens.Count - 1);
        }
        else
        {
            Broken(rule);
        }
    }

    /// <summary>Reads no further: what comes after a place that cannot be read would only be guessed.</summary>
    private LoanTest Broken(string rule)
    {
        if (!_isBroken)
        {
            _isBroken = true;
            _faults.Require(false, Field, $"{Now.Text} (letter {Now.At + 1})", rule);
        }

        return All;
    }
}

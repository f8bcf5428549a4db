using LoanTwin.Domain.Results;
using LoanTwin.Web.Views;

namespace LoanTwin.Web.Marks;

/// <summary>What a loan can carry: a place on the watch-list, or a tag.</summary>
internal readonly record struct Mark(string Kind, string Text)
{
    public const string Watch = "watch";
    public const string Tag = "tag";

    public static Mark OfWatch => new(Watch, "");

    /// <summary>The mark, or why these words are none.</summary>
    public static Result<Mark> Of(string? kind, string? text)
    {
        var faults = new FaultList();
        var tag = text?.Trim() ?? "";
        faults.Require(kind is Watch or Tag, "kind", kind, $"{Watch} or {Tag}");
        faults.Require(kind is not Watch || tag.Length == 0, "text", text, "nothing: the watch-list takes no text");
        faults.Require(
            kind is not Tag || (tag.Length is > 0 and <= LoanField.LongestTag && !tag.Any(char.IsControl)), "text", text, $"a tag of 1 to {LoanField.LongestTag} letters");
        return faults.Or(() => new Mark(kind!, tag));
    }
}

/// <summary>A mark as it stands on a loan.</summary>
internal sealed record MarkedLoan(long Loan, string Kind, string Text, string Author, string Utc);

using LoanTwin.Web.Design;

namespace LoanTwin.Web.Loans;

/// <summary>Where the figures of one loan come from over HTTP, as the page names them beside each.</summary>
internal readonly record struct LoanSource(long Id, DateOnly Day, bool IsPast)
{
    /// <summary>The address, without a pointer into the answer; of a past day it names that day.</summary>
    public string Href(string path = "") => !IsPast ? $"/api/loans/{Id}{path}" : $"/api/loans/{Id}{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}asOf={FigureText.Iso(Day)}";

    public string Key(string path, string pointer) => $"{Href(path)}#/{pointer}";
}

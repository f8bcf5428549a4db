namespace LoanTwin.Web.Loans;

/// <summary>Where the figures of one loan come from over HTTP, as the page names them beside each.</summary>
internal readonly record struct LoanSource(long Id, DateOnly Day)
{
    /// <summary>The address, without a pointer into the answer.</summary>
    public string Href(string path = "") => $"/api/loans/{Id}{path}";

    public string Key(string path, string pointer) => $"{Href(path)}#/{pointer}";
}

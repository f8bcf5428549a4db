namespace LoanTwin.Web.Shell;

/// <summary>How one reader likes pages, from a cookie, so that the first paint is right already. Nothing means: as the system says, usual rows, single keys on, usual tiles.</summary>
internal sealed record Preferences(string? Theme, string? Density, string? Keys, string? Tiles)
{
    public static Preferences Of(IRequestCookieCollection cookies)
        => new(Known(cookies["theme"], "light", "dark"), Known(cookies["density"], "comfortable", "compact"), Known(cookies["keys"], "off"), cookies["tiles"]);

    private static string? Known(string? value, params string[] known) => known.Contains(value) ? value : null;
}

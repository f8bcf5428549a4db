namespace LoanTwin.Web.Twin;

/// <summary>Who gives a command. Until people sign in there is one: whoever sits at this machine.</summary>
internal static class Author
{
    public const string Program = "program";

    /// <summary>Questions that the twin asks of itself, month after month.</summary>
    public const string Twin = "twin";

    public const string Local = "local user";

    public static string Of(HttpContext context) => Local;
}

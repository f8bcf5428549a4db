using System.Collections.Immutable;

namespace LoanTwin.Web.Shell;

/// <summary>One page of the navigation. What does not exist yet is not in the list.</summary>
/// <param name="Key">Second key after g.</param>
internal sealed record Room(string Group, string Name, string Href, string Icon, char Key, string Question)
{
    public static ImmutableArray<Room> All { get; } =
    [
        new("Monitor", "Overview", "/", "overview", 'o', "Is the book healthy right now, and what needs me?"),
        new("Monitor", "Portfolio", "/portfolio", "portfolio", 'p', "Where is the risk, and which loans exactly?"),
        new("Monitor", "Metrics", "/metrics/all", "metrics", 'm', "What does each key figure say, and what is it made of?"),
        new("Monitor", "Alerts", "/alerts", "alerts", 'a', "What has fired, who looks after it, and what would fire?"),
        new("Simulate", "Stress lab", "/stress", "stress", 's', "What happens to us if the world turns, and which world is worst?"),
    ];

    public bool IsAt(string path) => Href == "/" ? path == "/" : path.StartsWith('/' + Href.Split('/')[1], StringComparison.OrdinalIgnoreCase);
}

namespace LoanTwin.Tests.House;

/// <summary>The rooms of the house and what each may look into. A new room or a new arrow is one line here, and a decision.</summary>
internal static class RoomTable
{
    /// <summary>Domain is open to every room of Simulation; only arrows inside Simulation are listed.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Simulation = new Dictionary<string, string[]>
    {
        ["Chance"] = [],
        ["Checkpoints"] = [],
        ["Numerics"] = ["Chance"],
        ["Statistics"] = [],
        ["Book"] = ["Checkpoints", "Market"],
        ["Market"] = ["Chance", "Checkpoints"],
        ["Population"] = ["Book", "Chance", "Market"],
        ["Originations"] = ["Book", "Chance", "Population"],
        ["Kernel"] = ["Book", "Chance", "Checkpoints", "Kernel.Expected", "Kernel.Reference", "Market", "Numerics"],
        ["Kernel.Reference"] = ["Book", "Chance", "Kernel", "Market"],
        ["Kernel.Expected"] = ["Book", "Kernel", "Market", "Numerics"],
        ["Ledger"] = ["Book", "Checkpoints", "Kernel", "Market"],
        ["Worlds"] = ["Book", "Chance", "Checkpoints", "Kernel", "Kernel.Expected", "Ledger", "Market", "Numerics", "Statistics"],
        ["Events"] = ["Book", "Kernel", "Kernel.Reference", "Ledger", "Market", "Worlds"],
        ["Measures"] = ["Book", "Market"],
        ["Attribution"] = ["Book", "Ledger", "Lenders", "Measures", "Worlds"],
        ["Lenders"] = ["Book", "Chance", "Checkpoints", "Events", "Kernel", "Ledger", "Market", "Measures", "Originations", "Population", "Worlds"],
        ["Stress"] = ["Book", "Chance", "Kernel", "Kernel.Expected", "Ledger", "Lenders", "Market", "Measures", "Population", "Statistics", "Worlds"],
        ["Warnings"] = ["Book", "Chance", "Lenders", "Market", "Worlds"],
        ["Rolls"] = ["Book", "Kernel", "Kernel.Reference", "Lenders", "Market", "Statistics", "Worlds"],
        ["Loans"] = ["Book", "Chance", "Kernel", "Market", "Measures", "Numerics", "Statistics", "Worlds"],
    };

    /// <summary>Page rooms use the Shell's pieces and never each other's.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Web = new Dictionary<string, string[]>
    {
        ["Address"] = [],
        ["Api"] = [],
        ["Charts"] = ["Design"],
        ["Formulas"] = ["Api"],
        ["Health"] = [],
        ["Design"] = [],
        ["Shell"] = ["Design", "Jobs", "Twin"],
        ["Storage"] = [],
        ["Twin"] = ["Address", "Api", "Storage"],
        ["Views"] = ["Api", "Twin"],
        ["Queries"] = ["Api", "Storage", "Twin", "Views"],
        ["Insights"] = ["Alerts", "Api", "Charts", "Design", "Forecasts", "Jobs", "Queries", "Storage", "Twin", "Views"],
        ["SecondSource"] = ["Api", "Storage", "Twin", "Views"],
        ["Jobs"] = ["Api", "Storage", "Twin"],
        ["Forecasts"] = ["Api", "Jobs", "Storage", "Twin"],
        ["Alerts"] = ["Api", "Charts", "Design", "Queries", "Shell", "Storage", "Twin", "Views"],
        ["Commands"] = ["Address", "Storage", "Twin"],
        ["Stress"] = ["Api", "Charts", "Design", "Jobs", "Shell", "Storage", "Twin", "Views"],
        ["Telemetry"] = ["Jobs", "Shell", "Storage", "Twin"],
        ["Marks"] = ["Api", "Queries", "Storage", "Twin", "Views"],
        ["Portfolio"] = ["Api", "Charts", "Design", "Insights", "Marks", "Queries", "Shell", "Storage", "Twin", "Views"],
        ["Loans"] = ["Api", "Charts", "Design", "Marks", "Queries", "Shell", "Storage", "Twin", "Views"],
        ["Gallery"] = ["Charts", "Design", "Shell", "Twin"],
        ["Overview"] = ["Charts", "Design", "Forecasts", "Insights", "Queries", "Shell", "Stress", "Twin", "Views"],
        ["Metrics"] = ["Charts", "Design", "Forecasts", "Insights", "Queries", "Shell", "Twin", "Views"],
    };
}

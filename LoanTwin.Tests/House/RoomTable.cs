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
        ["Lenders"] = ["Book", "Chance", "Checkpoints", "Events", "Kernel", "Ledger", "Market", "Measures", "Originations", "Population", "Worlds"],
        ["Warnings"] = ["Book", "Chance", "Lenders", "Market", "Worlds"],
        ["Rolls"] = ["Book", "Kernel", "Kernel.Reference", "Lenders", "Market", "Statistics", "Worlds"],
        ["Loans"] = ["Book", "Chance", "Kernel", "Market", "Measures", "Numerics", "Statistics", "Worlds"],
    };

    /// <summary>Page rooms use the Shell's pieces and never each other's.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Web = new Dictionary<string, string[]>
    {
        ["Address"] = [],
        ["Api"] = [],
        ["Formulas"] = ["Api"],
        ["Health"] = [],
        ["Shell"] = [],
        ["Storage"] = [],
        ["Twin"] = ["Address", "Api", "Storage"],
        ["Views"] = ["Api", "Twin"],
        ["Queries"] = ["Api", "Storage", "Twin", "Views"],
        ["Loans"] = ["Api", "Design", "Queries", "Shell", "Storage", "Twin", "Views"],
        ["SecondSource"] = ["Api", "Storage", "Twin", "Views"],
        ["Commands"] = ["Address", "Storage", "Twin"],
        ["Telemetry"] = ["Storage", "Twin"],
        ["Overview"] = ["Shell", "Twin"],
    };
}

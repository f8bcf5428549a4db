namespace LoanTwin.Tests.House;

/// <summary>The rooms of the house and what each may look into. A new room or a new arrow is one line here, and a decision.</summary>
internal static class RoomTable
{
    /// <summary>Domain is open to every room of Simulation; only arrows inside Simulation are listed.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Simulation = new Dictionary<string, string[]>
    {
        ["Chance"] = [],
        ["Numerics"] = ["Chance"],
        ["Statistics"] = [],
        ["Book"] = ["Market"],
        ["Market"] = ["Chance"],
        ["Population"] = ["Book", "Chance", "Market"],
        ["Kernel"] = ["Book", "Chance", "Kernel.Expected", "Kernel.Reference", "Market", "Numerics"],
        ["Kernel.Reference"] = ["Book", "Chance", "Kernel", "Market"],
        ["Kernel.Expected"] = ["Book", "Kernel", "Market", "Numerics"],
        ["Ledger"] = ["Book", "Kernel"],
        ["Worlds"] = ["Book", "Chance", "Kernel", "Kernel.Expected", "Ledger", "Market", "Numerics", "Statistics"],
        ["Events"] = ["Book", "Kernel", "Kernel.Reference", "Ledger", "Market", "Worlds"],
        ["Measures"] = ["Book", "Market"],
    };

    /// <summary>Page rooms use the Shell's pieces and never each other's.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Web = new Dictionary<string, string[]>
    {
        ["Address"] = [],
        ["Api"] = [],
        ["Formulas"] = ["Api"],
        ["Health"] = [],
        ["Shell"] = [],
        ["Overview"] = ["Shell"],
    };
}

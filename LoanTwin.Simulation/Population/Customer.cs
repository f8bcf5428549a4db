using System.Collections.Immutable;

namespace LoanTwin.Simulation.Population;

/// <summary>How somebody earns a living.</summary>
public enum EmploymentKind
{
    Salaried,
    SelfEmployed,
    Business,
}

/// <summary>Work as stated on the application. Income in dollars a year.</summary>
public readonly record struct Employment(EmploymentKind Kind, string Profession, string Employer, int Months, double Income);

/// <summary>A customer of the synthetic lender. The name says that nobody real is meant.</summary>
public readonly record struct Customer(long Id, string Name, string Region, string Ownership, Employment Employment)
{
    private static readonly ImmutableArray<string> Given =
        ["Ada", "Bruno", "Cleo", "Dario", "Edda", "Fynn", "Greta", "Hugo", "Ines", "Jarl", "Kira", "Lars", "Mila", "Nils", "Olga", "Pavel", "Quirin", "Rosa", "Sven", "Tilda", "Uma", "Vito", "Wanda", "Xaver", "Yara", "Zeno"];

    private static readonly ImmutableArray<string> Family =
        ["Synthetic", "Sampleson", "Testworth", "Mockley", "Modelfield", "Fixture", "Placeholder", "Demoville", "Exampleby", "Simulacra", "Dummyton", "Mirageon", "Figment", "Pretendson", "Artificer", "Standin"];

    private static readonly ImmutableArray<string> Employers = ["Sample Works", "Mock & Sons", "Fixture County", "Test Clinic", "Model Schools", "Example Freight", "Placeholder Stores", "Demo Mills"];

    /// <summary>Who stands behind a loan: name and employer follow from the customer's number alone, the rest is what the loan was made on.</summary>
    public static Customer Of(Book.Shelf shelf, int row)
    {
        var terms = shelf.Fixed;
        var id = terms.CustomerId[row];
        var mixed = Mixed((ulong)id);
        var kind = shelf.Product.Offer.Basel == Domain.Risk.BaselClass.SmallBusiness ? EmploymentKind.Business
            : mixed % 9 == 0 ? EmploymentKind.SelfEmployed : EmploymentKind.Salaried;
        return new(
            id,
            $"{Given[(int)(mixed >> 8 & 0xFFFF) % Given.Length]} {Family[(int)(mixed >> 24 & 0xFFFF) % Family.Length]} {mixed >> 40 & 0xFFFF:X4}",
            Traits.Regions[terms.Region[row]],
            Traits.Ownerships[terms.Ownership[row]],
            new(kind, Traits.Professions[terms.Profession[row]], kind == EmploymentKind.Salaried ? Employers[(int)(mixed >> 4 & 0xFFFF) % Employers.Length] : "own account", terms.EmploymentMonths[row], terms.Income[row]));
    }

    /// <summary>Spreads neighbouring numbers far apart (the finaliser of SplitMix64).</summary>
    private static ulong Mixed(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}

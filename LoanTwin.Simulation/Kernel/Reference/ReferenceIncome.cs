using LoanTwin.Simulation.Chance;

namespace LoanTwin.Simulation.Kernel.Reference;

/// <summary>A month's end for one borrower's income, written to be read: the definition that <see cref="IncomeChange"/> must agree with.</summary>
internal static class ReferenceIncome
{
    public static void CloseMonth(ReferenceLoan loan, RandomKey key, double unemployment, int lastDay)
    {
        if (!loan.IsAlive)
        {
            return;
        }

        var words = key.Draw(loan.Id, lastDay, ChanceStream.Income);
        loan.Dti = words.Word0 / 4294967296.0 < Share(unemployment) ? Fallen(loan.Dti, words.Word1 / 4294967296.0) : Recovered(loan);
    }

    /// <summary>Share of borrowers who lose a part of their income this month.</summary>
    private static double Share(double unemployment) => Math.Clamp(.006 * Math.Exp(25 * (unemployment - .045)), .001, .05);

    /// <summary>The same debt on 60 % to 85 % of the income.</summary>
    private static float Fallen(float dti, double luck) => (float)Math.Min(3, dti / (1 - (.15 + (.25 * luck))));

    private static float Recovered(ReferenceLoan loan) => loan.Dti + (.03f * (loan.OriginationDti - loan.Dti));
}

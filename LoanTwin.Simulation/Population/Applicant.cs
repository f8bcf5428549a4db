using LoanTwin.Simulation.Chance;

namespace LoanTwin.Simulation.Population;

/// <summary>The luck one applicant brings: a stream of draws addressed by (key, applicant), so that the same applicant is the same person in every world.</summary>
internal struct Applicant(RandomKey key, ulong id)
{
    private int _drawn;

    public double Uniform()
    {
        var words = key.Draw(id, _drawn++, ChanceStream.Population);
        return (((ulong)words.Word0 << 21 ^ words.Word1) + .5) / (1UL << 53);
    }

    /// <summary>Box-Muller on two draws.</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(Uniform())) * Math.Cos(2 * Math.PI * Uniform());

    public int Poisson(double mean)
    {
        var (count, left) = (0, Uniform());
        for (var p = Math.Exp(-mean); left > p && count < 50; p *= mean / ++count)
        {
            left -= p;
        }

        return count;
    }
}

using LoanTwin.Simulation.Chance;

namespace LoanTwin.Simulation.Population;

/// <summary>The luck one applicant brings: draws addressed by (key, applicant), four to a block, so that the same applicant is the same person in every world.</summary>
internal struct Luck(RandomKey key, ulong id)
{
    private const double TwoTo32 = 4294967296.0;
    private Philox.Words _words;
    private int _drawn;

    public double Uniform()
    {
        if (_drawn % 4 == 0)
        {
            _words = key.Draw(id, _drawn / 4, ChanceStream.Population);
        }

        var word = (_drawn++ % 4) switch { 0 => _words.Word0, 1 => _words.Word1, 2 => _words.Word2, _ => _words.Word3 };
        return (word + .5) / TwoTo32;
    }

    /// <summary>Two independent normals from two draws (Box-Muller).</summary>
    public (double First, double Second) Normals()
    {
        var radius = Math.Sqrt(-2 * Math.Log(Uniform()));
        var (sine, cosine) = Math.SinCos(2 * Math.PI * Uniform());
        return (radius * cosine, radius * sine);
    }

    public int Poisson(double mean) => Population.Poisson.Of(mean, Uniform());
}

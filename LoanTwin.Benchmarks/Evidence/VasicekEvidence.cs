using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Benchmarks.Evidence;

/// <summary>Line 5: one-year default rates of a homogeneous book under the latent factor alone follow Vasicek mixed with the binomial.</summary>
internal static class VasicekEvidence
{
    private const int Futures = 2_000;
    private const double MostStandardErrors = 3;

    public static EvidenceLine Line(Options options)
    {
        var checks = ProductCatalogue.Default.Products.Select(product => VasicekCheck.Run(product, Futures, options.Seed, Environment.ProcessorCount)).ToList();
        return new(
            5,
            "95 % and 99 % quantiles of one-year default rates, 20,000 loans, 2,000 futures, each product, within 3 standard errors of the law",
            checks,
            new { standardErrors = MostStandardErrors },
            checks.TrueForAll(check => check.Worst <= MostStandardErrors));
    }
}

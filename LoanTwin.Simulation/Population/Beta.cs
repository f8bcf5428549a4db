namespace LoanTwin.Simulation.Population;

/// <summary>
/// A share between 0 and 1 with given mean and standard deviation, from a normal draw: logistic-normal, which has the shape of a beta and
/// needs no root finding. Location and width are matched to first and second order.
/// </summary>
internal static class Beta
{
    public static double Of(double mean, double sd, double normal)
    {
        // d logistic/dx = p (1 - p); the curvature moves the mean towards a half, which the shift takes back.
        var width = sd / (mean * (1 - mean));
        var shift = .5 * width * width * (1 - (2 * mean));
        return 1 / (1 + Math.Exp(-(Math.Log(mean / (1 - mean)) - shift + (width * normal))));
    }
}

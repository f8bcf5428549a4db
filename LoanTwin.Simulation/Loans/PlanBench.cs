using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Numerics;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Simulation.Loans;

/// <summary>One slab in which a few lives of one loan are run to a last month, and what they bring in is discounted.</summary>
internal sealed class PlanBench
{
    private const double YearMonths = 12;

    private readonly World _world;
    private readonly int _place;
    private readonly int _first;
    private readonly int _months;
    private readonly double _funding;
    private readonly Slab _slab;
    private readonly FlowTable _flows;
    private readonly LaneWidth _width = Lanes.Resolve(LaneWidth.Widest);

    public PlanBench(World world, int place, int months, double funding, int lives)
    {
        (_world, _place, _months, _funding, _first) = (world, place, months, funding, SimMonth.Of(world.Day + 1));
        (_slab, _flows) = (new(lives), new(_first, months));
    }

    /// <summary>The product's months in one sampled economy with its latent factor.</summary>
    public ProductFrame FrameOf(RandomKey key)
    {
        var (current, last) = (SimMonth.Of(_world.Day), _first + _months - 1);
        var latent = _world.HasLatent ? LatentPath.Sample(key, current, _first - current + _months, _world.LatentLevels) : LatentPath.None;
        var market = _world.Economy is { } economy ? _world.Market.Continued(economy, key, last) : _world.Market;
        var product = _world.Book.Catalogue[_place];
        return new(product, _place, key, month => Climate.Of(product, market, latent, _place, month), _world.Model, market, _first, _months);
    }

    /// <summary>Mean present value of a life, in cents.</summary>
    public double Value(World lives, ProductFrame frame)
    {
        var shelf = lives.Book.Shelves[_place];
        _slab.Clear(shelf.Product);
        for (var row = 0; row < shelf.Count; row++)
        {
            _slab.Take(shelf, row, lives.Risk[_place]);
        }

        _flows.Clear();
        BlockMajor.ParkEnded(_slab, _first);
        BlockMajor.Run(_slab, frame, _flows, _world.Day, SimMonth.LastDay(_first + _months - 1), _width);
        GC.KeepAlive(_slab);
        var (value, discount) = (0.0, 1.0);
        for (var month = _first; month < _first + _months; month++)
        {
            discount /= 1 + (_funding / YearMonths);
            value += discount * (_flows[Flow.InterestPaid, month] + _flows[Flow.FeesPaid, month] + _flows[Flow.PrincipalPaid, month] + _flows[Flow.PaidEarly, month]
                + _flows[Flow.Recovered, month] - _flows[Flow.Purchases, month]);
        }

        return (value + (discount * _flows[Flow.Balance, _first + _months - 1])) / shelf.Count;
    }
}

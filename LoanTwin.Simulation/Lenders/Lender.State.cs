using System.Security.Cryptography;
using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Checkpoints;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Ledger;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Simulation.Lenders;

/// <summary>The lender as bytes: written down, read back, and hashed.</summary>
public sealed partial class Lender
{
    private const string Simulated = "LoanTwin lender 1";
    private const string Mirror = "LoanTwin lender 1, mirror";

    /// <summary>Writes everything that decides this lender's future; <see cref="Read"/> gives back one that lives the same days.</summary>
    public void Write(Stream stream) => Keep(Checkpoint.To(stream), this, World.Book.Catalogue, World.Economy);

    /// <exception cref="InvalidDataException">The bytes are no checkpoint of this program.</exception>
    public static Lender Read(Stream stream, ProductCatalogue catalogue, MarketModel economy) => Keep(Checkpoint.From(stream), null, catalogue, economy);

    private static Lender Keep(Checkpoint checkpoint, Lender? lender, ProductCatalogue catalogue, MarketModel? economy)
    {
        var form = checkpoint.Json(lender is { IsMirror: true } ? Mirror : Simulated);
        if (form is not (Simulated or Mirror))
        {
            throw new InvalidDataException($"checkpoint: expected the part {Simulated}, found {form}");
        }

        var world = World.Keep(checkpoint, lender?.World, catalogue, economy);
        checkpoint.Part("lender");
        var (size, firstDay) = (checkpoint.Value(lender?._size ?? 0), checkpoint.Value(lender?._firstDay ?? 0));
        var policy = checkpoint.Json(lender?.Policy)!;
        lender ??= new(world, policy, size, firstDay) { Ledger = new(catalogue.Count), _month = new(new ProductLevels[catalogue.Count]), _flows = new FlowTable[catalogue.Count] };
        lender.IsMirror = form == Mirror;
        lender.KeepState(checkpoint);
        return lender;
    }

    private void KeepState(Checkpoint checkpoint)
    {
        Pds = PdTable.Keep(checkpoint, checkpoint.Reads ? null : Pds);
        Ledger.Keep(checkpoint);
        Gates = checkpoint.Json(Gates);
        Months = checkpoint.Json(Months);
        (GrossIncome, _openingIncome, _released) = (checkpoint.Value(GrossIncome), checkpoint.Value(_openingIncome), checkpoint.Value(_released));
        _month.Keep(checkpoint);
        for (var place = 0; place < _flows.Length; place++)
        {
            _flows[place] = FlowTable.Keep(checkpoint, checkpoint.Reads ? null : _flows[place]);
        }

        _levels.Measure(World.Book, World.Market, World.Day, Pds);
    }

    /// <summary>What the running month and the estimates have built up, for the state hash.</summary>
    internal void AppendRunning(IncrementalHash hash)
    {
        _month.AppendTo(hash);
        Pds.AppendTo(hash);
        hash.AppendData(BitConverter.GetBytes(_openingIncome));
        foreach (var flows in _flows)
        {
            hash.Append(flows);
        }
    }
}

using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Loans;
using LoanTwin.Web.Api;
using LoanTwin.Web.Views;

namespace LoanTwin.Web.Loans;

/// <summary>A loan near another one; distance in standard deviations.</summary>
internal sealed record PeerView(long Id, string Shown, double Distance, double Pd12);

/// <param name="Rank">Of this loan among itself and its peers, 1 for the highest probability of default.</param>
/// <param name="Higher">Peers with a higher probability; <paramref name="Lower"/> with a lower one.</param>
internal sealed record LoanPeersView(DateOnly Day, long View, long Id, double Pd12, int Rank, int Of, int Higher, int Lower, string[] Features, string Method, PeerView[] Peers)
{
    private const string Nearest = "the nearest running loans of the product: each feature's difference in standard deviations of the product's running loans, squared, summed, rooted; probabilities by the model itself for each";

    public static LoanPeersView Among(BookView view, Shelf shelf, int row, int count)
    {
        var found = LoanPeers.Of(view.World, shelf, row, count);
        string[] features = ["score", "dti", shelf.Product.Card is not null ? "utilisation" : "ltv", "monthsOnBook"];
        return new(
            view.Date, view.Number, shelf.Fixed.Id[row], Math.Round(found.Pd12, 6), found.Higher + 1, found.Nearest.Length + 1, found.Higher, found.Lower, features, Nearest,
            [.. found.Nearest.Select(peer => new PeerView(shelf.Fixed.Id[peer.Row], LoanIdRoute.Shown(shelf.Fixed.Id[peer.Row]), Math.Round(peer.Distance, 4), Math.Round(peer.Pd12, 6)))]);
    }
}

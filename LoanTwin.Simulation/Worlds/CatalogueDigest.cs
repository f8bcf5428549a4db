using System.Security.Cryptography;
using System.Text.Json;
using LoanTwin.Domain.Lending;

namespace LoanTwin.Simulation.Worlds;

/// <summary>Names a set of declared products by everything that is declared.</summary>
internal static class CatalogueDigest
{
    public static string Of(ProductCatalogue catalogue) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(catalogue.Products)));
}

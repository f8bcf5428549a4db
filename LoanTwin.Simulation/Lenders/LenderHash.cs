using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Simulation.Lenders;

/// <summary>SHA-256 of everything that decides the future of a lender: its world, its policy, its books, and what its month has added up to so far.</summary>
public static class LenderHash
{
    public static string Of(Lender lender)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(StateHash.Of(lender.World)));
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(lender.Policy));
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(lender.Gates));
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(lender.Months));
        hash.AppendData(MemoryMarshal.AsBytes(lender.Ledger.Balances));
        hash.AppendData(BitConverter.GetBytes(lender.GrossIncome));
        lender.AppendRunning(hash);
        hash.AppendData(lender.IsMirror ? "mirror"u8 : default);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    internal static void Append(this IncrementalHash hash, ReadOnlySpan<double> values) => hash.AppendData(MemoryMarshal.AsBytes(values));

    internal static void Append(this IncrementalHash hash, FlowTable flows)
    {
        var sums = new double[FlowTable.Kinds * flows.Months];
        flows.AddTo(sums);
        hash.Append(sums);
    }
}

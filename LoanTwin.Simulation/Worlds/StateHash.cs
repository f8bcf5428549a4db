using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LoanTwin.Simulation.Book;

namespace LoanTwin.Simulation.Worlds;

/// <summary>
/// SHA-256 of everything that decides the future of a world: versions, products, seed, key, day, policy, economy, latent level, drift scale, then the columns
/// product by product by ascending id, little-endian. Two worlds with the same hash will live the same days.
/// </summary>
public static class StateHash
{
    public static string Of(World world)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        AppendHeader(hash, world);
        foreach (var shelf in world.Book.Shelves)
        {
            AppendShelf(hash, shelf);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The columns alone, for comparing a fast run with the reference.</summary>
    public static string OfColumns(LoanBook book)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var shelf in book.Shelves)
        {
            AppendShelf(hash, shelf);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void AppendHeader(IncrementalHash hash, World world)
    {
        Span<byte> numbers = stackalloc byte[40];
        BinaryPrimitives.WriteInt32LittleEndian(numbers, KernelVersion.Kernel);
        BinaryPrimitives.WriteInt32LittleEndian(numbers[4..], KernelVersion.Calibration);
        BinaryPrimitives.WriteUInt64LittleEndian(numbers[8..], world.Seed);
        BinaryPrimitives.WriteUInt64LittleEndian(numbers[16..], world.Key.Value);
        BinaryPrimitives.WriteInt32LittleEndian(numbers[24..], world.Day);
        BinaryPrimitives.WriteInt32LittleEndian(numbers[28..], world.PolicyVersion);
        BinaryPrimitives.WriteInt32LittleEndian(numbers[32..], world.Market.FirstMonth);
        BinaryPrimitives.WriteInt32LittleEndian(numbers[36..], world.HasLatent ? 1 : 0);
        hash.AppendData(numbers);
        hash.AppendData(Encoding.UTF8.GetBytes(world.Model.Version));
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(world.Book.Catalogue.Products));
        hash.AppendData(MemoryMarshal.AsBytes(world.Market.States.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(world.LatentLevels.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(world.Risk.AsSpan()));
        if (world.Economy is { } economy)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(economy.Version));
            hash.AppendData(MemoryMarshal.AsBytes(world.Market.Crisis.AsSpan()));
        }

        if (world.Outside.LastSequence > 0)
        {
            AppendOutside(hash, world.Outside);
        }
    }

    /// <summary>A reversal still to come reads these, so they decide the future too.</summary>
    private static void AppendOutside(IncrementalHash hash, OutsideRecord outside)
    {
        hash.AppendData(Encoding.UTF8.GetBytes($"{outside.LastSequence}"));
        foreach (var (sequence, payment) in outside.Payments)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{sequence}{payment}"));
        }

        foreach (var (loan, period) in outside.Periods)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{loan}{period}"));
        }
    }

    private static void AppendShelf(IncrementalHash hash, Shelf shelf)
    {
        var (terms, moving, count) = (shelf.Fixed, shelf.Moving, shelf.Count);
        var order = Order(terms.Id, count);
        Append<long>(hash, order, terms.Id.AsSpan(0, count));
        Append<int>(hash, order, terms.OriginationDay.AsSpan(0, count));
        Append<short>(hash, order, terms.Term.AsSpan(0, count));
        Append<byte>(hash, order, terms.Anchor.AsSpan(0, count));
        Append<byte>(hash, order, terms.Terms.AsSpan(0, count));
        Append<long>(hash, order, terms.Amount.AsSpan(0, count));
        Append<long>(hash, order, terms.CreditLimit.AsSpan(0, count));
        Append<long>(hash, order, terms.MonthlySpend.AsSpan(0, count));
        Append<long>(hash, order, terms.CollateralValue.AsSpan(0, count));
        Append<float>(hash, order, terms.Utilisation.AsSpan(0, count));
        Append<double>(hash, order, terms.ValueUnits.AsSpan(0, count));
        Append<int>(hash, order, terms.Margin.AsSpan(0, count));
        Append<int>(hash, order, terms.FundingBase.AsSpan(0, count));
        Append<double>(hash, order, terms.LogRisk.AsSpan(0, count));
        Append<long>(hash, order, moving.Balance[..count]);
        Append<long>(hash, order, moving.PrincipalDue[..count]);
        Append<long>(hash, order, moving.InterestDue[..count]);
        Append<long>(hash, order, moving.FeesDue[..count]);
        Append<long>(hash, order, moving.LateInterest[..count]);
        Append<long>(hash, order, moving.Payment[..count]);
        Append<long>(hash, order, moving.PendingAmount[..count]);
        Append<int>(hash, order, moving.Rate[..count]);
        Append<int>(hash, order, moving.PendingDay[..count]);
        Append<int>(hash, order, moving.DefaultDay[..count]);
        Append<float>(hash, order, moving.Dti[..count]);
        Append<short>(hash, order, moving.Remaining[..count]);
        Append<short>(hash, order, moving.Age[..count]);
        Append<byte>(hash, order, moving.Status[..count]);
        Append<byte>(hash, order, moving.Outcome[..count]);
        Append<byte>(hash, order, moving.Owed[..count]);
        Append<byte>(hash, order, moving.Pending[..count]);
    }

    /// <summary>Rows by ascending id; null when they already stand so, which is the rule.</summary>
    private static int[]? Order(long[] ids, int count)
    {
        var isSorted = true;
        for (var row = 1; row < count && isSorted; row++)
        {
            isSorted = ids[row - 1] < ids[row];
        }

        if (isSorted)
        {
            return null;
        }

        var order = Enumerable.Range(0, count).ToArray();
        Array.Sort(ids[..count], order);
        return order;
    }

    private static void Append<T>(IncrementalHash hash, int[]? order, ReadOnlySpan<T> column) where T : unmanaged
    {
        if (order is null)
        {
            hash.AppendData(MemoryMarshal.AsBytes(column));
            return;
        }

        var sorted = new T[order.Length];
        for (var i = 0; i < sorted.Length; i++)
        {
            sorted[i] = column[order[i]];
        }

        hash.AppendData(MemoryMarshal.AsBytes<T>(sorted));
    }
}

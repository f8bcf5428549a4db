using System.Runtime.CompilerServices;

namespace LoanTwin.Simulation.Chance;

/// <summary>
/// Philox 4x32-10 (Salmon, Moraes, Dror, Shaw 2011): four random words for a 128-bit counter under a 64-bit key. Chance is addressed, not
/// drawn: word = f(key, loan, day, stream), so neither order nor threads nor chunk size can change a result.
/// </summary>
public static class Philox
{
    public const int Rounds = 10;
    public const uint Multiplier0 = 0xD2511F53;
    public const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;

    /// <summary>The two key words of each round, widened so that a vector can broadcast them.</summary>
    public static ulong[] RoundKeys(ulong key)
    {
        var keys = new ulong[2 * Rounds];
        var (k0, k1) = ((uint)key, (uint)(key >> 32));
        for (var round = 0; round < Rounds; round++)
        {
            (keys[2 * round], keys[(2 * round) + 1]) = (k0, k1);
            (k0, k1) = (k0 + Weyl0, k1 + Weyl1);
        }

        return keys;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words Block(ReadOnlySpan<ulong> roundKeys, ulong id, uint day, uint stream)
        => Block(roundKeys, (uint)id, (uint)(id >> 32), day, stream);

    public static Words Block(ReadOnlySpan<ulong> roundKeys, uint c0, uint c1, uint c2, uint c3)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var product0 = (ulong)c0 * Multiplier0;
            var product1 = (ulong)c2 * Multiplier1;
            c0 = (uint)(product1 >> 32) ^ c1 ^ (uint)roundKeys[2 * round];
            c2 = (uint)(product0 >> 32) ^ c3 ^ (uint)roundKeys[(2 * round) + 1];
            c1 = (uint)product1;
            c3 = (uint)product0;
        }

        return new(c0, c1, c2, c3);
    }

    /// <summary>The four words of one block.</summary>
    public readonly record struct Words(uint Word0, uint Word1, uint Word2, uint Word3);
}

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace LoanTwin.Simulation.Chance;

/// <summary>What a draw is for; each purpose has its own stream, so a new purpose never moves the luck of an old one.</summary>
public enum ChanceStream : uint
{
    Behaviour = 0,
    Recovery = 1,
    Latent = 2,
    Population = 3,
    Market = 4,
    Income = 5,

    /// <summary>How many applicants come on a day.</summary>
    Arrival = 6,
}

/// <summary>
/// The address prefix of all luck in one world. The main line's key is private to the main line: every question derives its own from
/// (seed, question, path), so no forecast can know what later happens.
/// </summary>
public sealed class RandomKey
{
    private readonly ulong[] _roundKeys;

    private RandomKey(ulong value)
    {
        Value = value;
        _roundKeys = Philox.RoundKeys(value);
    }

    public ulong Value { get; }

    public ReadOnlySpan<ulong> RoundKeys => _roundKeys;

    /// <summary>The key of the world that is actually lived.</summary>
    public static RandomKey MainLine(ulong seed) => new(Hash($"main:{seed}"));

    /// <summary>A key that was written down.</summary>
    internal static RandomKey Restored(ulong value) => new(value);

    /// <summary>The key of one future of one question.</summary>
    public static RandomKey Future(ulong seed, string question, int path) => new(Hash($"future:{seed}:{path}:{question}"));

    public Philox.Words Draw(ulong id, int day, ChanceStream stream) => Philox.Block(_roundKeys, id, (uint)day, (uint)stream);

    private static ulong Hash(string words) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(words)));
}

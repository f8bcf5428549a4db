using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Tests.Chance;

/// <summary>Known answers of Philox 4x32-10 from the Random123 distribution (kat_vectors), and the wide draws beside the plain one.</summary>
public sealed class PhiloxTests
{
    [Theory]
    [InlineData(0x0000000000000000, 0x00000000, 0x00000000, 0x00000000, 0x00000000, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8)]
    [InlineData(0xffffffffffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd)]
    [InlineData(0x299f31d0a4093822, 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1)]
    public void Block_OfAPublishedCounter_IsThePublishedAnswer(ulong key, uint c0, uint c1, uint c2, uint c3, uint w0, uint w1, uint w2, uint w3)
        => Assert.Equal(new(w0, w1, w2, w3), Philox.Block(Philox.RoundKeys(key), c0, c1, c2, c3));

    [Fact]
    public void Draw_AtEveryWidth_IsTheSameNumber()
    {
        var key = RandomKey.MainLine(11);
        var ids = Enumerable.Range(0, 8).Select(i => (ulong)i * 0x9_0000_0007UL).ToArray();
        var days = new ColumnBlock(1)[0];
        for (var i = 0; i < 8; i++)
        {
            days[i] = 739_000 + i;
        }

        for (var i = 0; i < 8; i++)
        {
            var words = key.Draw(ids[i], 739_000 + i, ChanceStream.Recovery);
            Assert.Equal((words.Word0, words.Word1), Drawn<Lane1>(i));
            Assert.Equal((words.Word0, words.Word1), Lanes4.IsSupported ? Drawn<Lanes4>(i) : Drawn<Lane1>(i));
            Assert.Equal((words.Word0, words.Word1), Lanes8.IsSupported ? Drawn<Lanes8>(i) : Drawn<Lane1>(i));
        }

        (uint, uint) Drawn<T>(int i) where T : struct, ILanes<T>
        {
            var first = i / T.Count * T.Count;
            var (a, b) = T.Draw(key.RoundKeys, ids, first, T.Load(days, first), (uint)ChanceStream.Recovery);
            var result = new ColumnBlock(2);
            a.Store(result[0], 0);
            b.Store(result[1], 0);
            return ((uint)result[0][i - first], (uint)result[1][i - first]);
        }
    }

    [Fact]
    public void Keys_OfFutures_AreNeitherEachOthersNorTheMainLines()
    {
        ulong[] keys = [RandomKey.MainLine(1).Value, RandomKey.Future(1, "a", 0).Value, RandomKey.Future(1, "a", 1).Value, RandomKey.Future(1, "b", 0).Value, RandomKey.Future(2, "a", 0).Value];

        Assert.Equal(keys.Length, keys.Distinct().Count());
    }
}

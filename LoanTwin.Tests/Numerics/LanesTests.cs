using FsCheck;
using FsCheck.Fluent;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Tests.Numerics;

/// <summary>The widths agree bit for bit, and the arithmetic built on them is as exact as it says.</summary>
public sealed class LanesTests
{
    private static readonly Config Fixed = Config.QuickThrowOnFailure.WithMaxTest(2_000).WithReplay(20_260_101, 7);

    [Fact]
    public void Exponential_BetweenMinus30And30_IsTheLibrarysTo1e14()
        => Prop.ForAll(Gen.Choose(-30_000_000, 30_000_000).Select(n => n / 1e6).ToArbitrary(), x => Math.Abs((Exponential.Of(x) / Math.Exp(x)) - 1) < 1e-14).Check(Fixed);

    [Fact]
    public void Exponential_AtEveryWidth_HasTheSameBits()
    {
        for (var x = -5.0; x < 5; x += .013)
        {
            var bits = BitConverter.DoubleToInt64Bits(Exponential.Of(x));
            Assert.Equal(bits, First(Lanes4.IsSupported ? Exponential.Of(Lanes4.Of(x)) : default));
            Assert.Equal(bits, Lanes8.IsSupported ? First(Exponential.Of(Lanes8.Of(x))) : bits);
        }
    }

    [Fact]
    public void WholeDivision_OfAnyWhole_IsTheFloorOfTheIntegers()
        => Prop.ForAll(
            Gen.Choose(0, int.MaxValue).Two().ToArbitrary(),
            pair =>
            {
                var x = ((long)pair.Item1 << 21) ^ pair.Item2;
                return (long)new WholeDivision(3.6e9).Floor(Lane1.Of(x)).Value == x / 3_600_000_000L;
            }).Check(Fixed);

    [Theory]
    [InlineData(3_599_999_999L)]
    [InlineData(3_600_000_000L)]
    [InlineData(3_600_000_001L)]
    [InlineData(9_007_198_800_000_000L)]
    [InlineData(9_007_198_799_999_999L)]
    public void WholeDivision_AtTheEdgeOfAUnit_IsExact(long x)
        => Assert.Equal(x / 3_600_000_000L, (long)new WholeDivision(3.6e9).Floor(Lane1.Of(x)).Value);

    private static long First<T>(T value) where T : struct, ILanes<T>
    {
        var cells = new ColumnBlock(1);
        value.Store(cells[0], 0);
        return BitConverter.DoubleToInt64Bits(cells[0][0]);
    }
}

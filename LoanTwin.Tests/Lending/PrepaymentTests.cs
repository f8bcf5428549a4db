using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using LoanTwin.Domain.Lending;
using Xunit;

namespace LoanTwin.Tests.Lending;

public sealed class PrepaymentTests
{
    private static readonly double[] Speeds = [50, 100, 150, 165, 200, 300, 400];

    [Fact]
    public void Psa_AtEveryPublishedSpeedAndAge_IsThePublishedTable()
    {
        var table = PublishedData.Rows("schedules/psa_table.csv", PublishedSchedules.Psa);
        var vectors = Speeds.Select(speed => Prepayment.Psa(speed, 360).Value).ToList();

        Assert.True(table.Length >= 6, $"only {table.Length} published ages");
        foreach (var row in table)
        {
            var age = int.Parse(row[0], CultureInfo.InvariantCulture);
            for (var i = 0; i < Speeds.Length; i++)
            {
                Assert.Equal(PublishedData.Number(row[1 + (2 * i)]), Printed(vectors[i][age - 1].Cpr));
                Assert.Equal(PublishedData.Number(row[2 + (2 * i)]), Printed(vectors[i][age - 1].Smm));
            }
        }
    }

    [Fact]
    public void Conversions_ThereAndBack_AreTheSameRate()
        => Law.Holds(
            from speed in Gen.Choose(0, 1_600)
            from age in Gen.Choose(1, 480)
            select (speed, age),
            point =>
            {
                var cpr = Prepayment.CprOfPsa(point.speed, point.age);
                return Math.Abs(Prepayment.CprOfSmm(Prepayment.SmmOfCpr(cpr)) - cpr) < 1e-13
                    && Math.Abs(Prepayment.PsaOfCpr(cpr, point.age) - point.speed) < 1e-9;
            });

    [Theory]
    [InlineData(double.NaN, 360, "speed")]
    [InlineData(-1, 360, "speed")]
    [InlineData(1_667, 360, "speed")]
    [InlineData(100, 0, "months")]
    [InlineData(100, 481, "months")]
    public void Psa_OutsideItsRanges_IsRefused(double speed, int months, string field)
        => Assert.Equal(field, Assert.Single(Prepayment.Psa(speed, months).Problem!.Faults).Field);

    private static decimal Printed(double rate) => decimal.Round((decimal)rate, 10);
}

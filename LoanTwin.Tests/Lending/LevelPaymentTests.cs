using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using LoanTwin.Domain.Lending;
using Xunit;

namespace LoanTwin.Tests.Lending;

public sealed class LevelPaymentTests
{
    [Theory]
    [InlineData(1_000_000, 0.095, 60, 21_001.86)]
    [InlineData(100_000, 0.06, 12, 8_606.64)]
    [InlineData(3_000, 0.0, 24, 125.00)]
    public void Payment_OfKnownLoans_IsTheKnownCent(int dollars, double rate, int months, double payment)
        => Assert.Equal((long)Math.Round(payment * 100), LevelPayment.Of(dollars * 100L, AnnualRate.FromFraction(rate).Value, months).RoundedCents);

    [Fact]
    public void Payment_Unrounded_IsTheClosedForm()
        => Law.Holds(AnyLoan, loan =>
        {
            var r = loan.Rate.Fraction / 12;
            var closed = r == 0 ? loan.Cents / (double)loan.Months : loan.Cents * r / (1 - Math.Exp(-loan.Months * Math.Log(1 + r)));
            return Math.Abs(((double)LevelPayment.Of(loan.Cents, loan.Rate, loan.Months).UnroundedCents / closed) - 1) < 1e-6 / Math.Max(1, loan.Rate.TenMillionths) + 1e-9;
        });

    [Fact]
    public void Payment_OfAnyLoanUpTo50Million_IsTheCentOfTheExactIntegers()
        => Law.Holds(AnyLoan, loan => LevelPayment.Of(loan.Cents, loan.Rate, loan.Months).RoundedCents == ExactCents(loan.Cents, loan.Rate, loan.Months), 400);

    [Fact]
    public void Payment_OfExactlyHalfACent_GoesUp()
    {
        // One month at 12 % a year: the payment is the amount times 1.01; 50 cents make 50.5 cents.
        Assert.Equal(51, LevelPayment.Of(50, new AnnualRate(1_200_000), 1).RoundedCents);
        Assert.Equal(1, LevelPayment.Of(1, AnnualRate.Zero, 2).RoundedCents);
    }

    [Fact]
    public void Payment_WithABalloonOfTheWholeAmount_IsTheInterest()
        => Assert.Equal(50_000, LevelPayment.Of(10_000_000, new AnnualRate(600_000), 12, 10_000_000).RoundedCents);

    [Fact]
    public void Payment_AtAHigherRate_IsNeverLower()
        => Law.Holds(AnyLoan, loan => loan.Rate.TenMillionths == AnnualRate.One
            || LevelPayment.Of(loan.Cents, loan.Rate, loan.Months).RoundedCents
                <= LevelPayment.Of(loan.Cents, new AnnualRate(loan.Rate.TenMillionths + 1), loan.Months).RoundedCents);

    private static Gen<(long Cents, AnnualRate Rate, int Months)> AnyLoan =>
        from dollars in Gen.Choose(0, 50_000_000)
        from cents in Gen.Choose(1, 99)
        from rate in Gen.OneOf(Gen.Choose(0, 4_000_000), Gen.Choose(0, 50), Gen.Choose(0, AnnualRate.One))
        from months in Gen.Choose(1, 480)
        select ((dollars * 100L) + cents, new AnnualRate(rate), months);

    // payment = A a (d + a)^n / (d ((d + a)^n - d^n)) with monthly rate a / d, in whole numbers of any size.
    private static long ExactCents(long cents, AnnualRate rate, int months)
    {
        if (rate.TenMillionths == 0)
        {
            return Cents.HalfUp(cents, months);
        }

        BigInteger a = rate.TenMillionths, d = 120_000_000;
        var grown = BigInteger.Pow(d + a, months);
        var (top, bottom) = (cents * a * grown, d * (grown - BigInteger.Pow(d, months)));
        return (long)(((2 * top) + bottom) / (2 * bottom));
    }
}

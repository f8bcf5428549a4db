using LoanTwin.Domain.Metrics;
using LoanTwin.Simulation.Attribution;
using LoanTwin.Simulation.Lenders;

namespace LoanTwin.Tests.Attribution;

public sealed class LossBridgeTests : IDisposable
{
    private readonly Lender _lender = Lender.Found(new LenderPlan { Seed = 5, Loans = 1_500, YearsLived = 1 }).Value;

    public void Dispose() => _lender.Dispose();

    [Fact]
    public void Photo_OfALender_HoldsTheMetricItself()
    {
        var photo = RiskPhoto.Of(_lender);
        var metrics = _lender.Metrics();

        Assert.Equal(metrics.Single(metric => metric.Metric.Key == "outstanding").Value!.Value, photo.Balance / 100.0, 1e-6);
        Assert.Equal(metrics.Single(metric => metric.Metric.Key == "expectedLossRate").Value!.Value, photo.Rate, 1e-9);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(200)]
    public void Steps_OverAnyTime_AddUpToTheChange(int days)
    {
        var before = RiskPhoto.Of(_lender);
        Live(days);
        var after = RiskPhoto.Of(_lender);

        var bridge = LossBridge.Between(before, after);

        Assert.Equal(after.Rate - before.Rate, bridge.Steps.Sum(step => step.Rate), 1e-15);
        Assert.Equal(after.ExpectedLoss - before.ExpectedLoss, bridge.Steps.Sum(step => step.Money), 1e-4);
        Assert.Contains(bridge.Steps, step => step.Mover == LossMover.Worsened && step.Rate > 0);
        Assert.Equal(days > 30, bridge.Steps.Any(step => step.Mover == LossMover.Economy && step.Money != 0));
    }

    [Fact]
    public void Bridge_OfADayToItself_MovesNothing()
    {
        var photo = RiskPhoto.Of(_lender);

        Assert.All(LossBridge.Between(photo, photo).Steps, step => Assert.Equal((0.0, 0.0, 0), (step.Rate, step.Money, step.Loans)));
    }

    /// <summary>A second reckoning of the same steps, loan by loan from dictionaries.</summary>
    [Fact]
    public void Steps_AgainstASlowReckoning_AreTheSame()
    {
        var before = RiskPhoto.Of(_lender);
        Live(60);
        var after = RiskPhoto.Of(_lender);
        var bridge = LossBridge.Between(before, after);

        var old = before.Loans.ToArray().ToDictionary(loan => loan.Id);
        var now = after.Loans.ToArray().ToDictionary(loan => loan.Id);
        var added = now.Values.Where(loan => !old.ContainsKey(loan.Id)).ToList();
        var gone = old.Values.Where(loan => !now.ContainsKey(loan.Id)).ToList();
        var stayed = old.Keys.Where(now.ContainsKey).ToList();
        var expectedNew = (added.Sum(loan => loan.ExpectedLoss(after.Table)) - (before.Rate * added.Sum(loan => loan.Balance))) / after.Balance;
        var expectedGone = (-gone.Sum(loan => loan.ExpectedLoss(before.Table)) + (before.Rate * gone.Sum(loan => loan.Balance))) / after.Balance;
        var economy = stayed.Sum(id => (now[id] with { Lgd = old[id].Lgd }).ExpectedLoss(after.Table) - (now[id] with { Lgd = old[id].Lgd }).ExpectedLoss(before.Table)) / after.Balance;

        Assert.Equal(expectedNew, Rate(LossMover.NewLoans), 1e-12);
        Assert.Equal(expectedGone, Rate(LossMover.LoansGone), 1e-12);
        Assert.Equal(economy, Rate(LossMover.Economy), 1e-12);

        double Rate(LossMover mover) => bridge.Steps.Single(step => step.Mover == mover).Rate;
    }

    [Fact]
    public void Heat_OfAPhoto_AddsUpToTheMetric()
    {
        var before = RiskPhoto.Of(_lender);
        Live(31);
        var photo = RiskPhoto.Of(_lender);
        const int Products = 5;

        var cells = LossHeat.Of(photo, before, Products);

        var all = cells.Single(cell => cell.Product is null && cell.Band is null);
        Assert.Equal(photo.Rate, all.Rate!.Value, 1e-12);
        Assert.Equal(before.Rate, all.RateBefore!.Value, 1e-12);
        var inner = cells.Where(cell => cell.Product is not null && cell.Band is not null).ToList();
        Assert.Equal(Products * LossHeat.Bands, inner.Count);
        Assert.Equal(photo.Balance, inner.Sum(cell => cell.Balance));
        Assert.Equal(photo.Loans.Length, inner.Sum(cell => cell.Loans));
    }

    [Theory]
    [InlineData(300, 0)]
    [InlineData(579, 0)]
    [InlineData(580, 1)]
    [InlineData(739, 4)]
    [InlineData(740, 5)]
    public void Band_OfAScore_BeginsAtItsBound(int score, int band) => Assert.Equal(band, LossHeat.BandOf(score));

    private void Live(int days)
    {
        for (var day = 0; day < days; day++)
        {
            _lender.LiveDay();
        }
    }
}

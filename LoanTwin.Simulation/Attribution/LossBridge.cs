using System.Collections.Immutable;
using LoanTwin.Simulation.Ledger;

namespace LoanTwin.Simulation.Attribution;

/// <summary>What can move the expected loss rate, in the order in which it is taken off a loan.</summary>
public enum LossMover
{
    NewLoans,
    LoansGone,
    Balances,
    Worsened,
    Cured,
    Ageing,
    Economy,
    LossGivenDefault,
}

/// <summary>One step of the bridge.</summary>
/// <param name="Rate">As a fraction of balance.</param>
/// <param name="Money">Expected loss in cents that it added or took away.</param>
/// <param name="Loans">How many loans it touched.</param>
public readonly record struct LossStep(LossMover Mover, double Rate, double Money, int Loans);

/// <summary>
/// From the expected loss rate of one day to that of a later one. Every loan of both days is taken apart in the order of the movers; loans that
/// came or went count against the rate of the first day, so that a book that only grows moves nothing. The steps add up to the change; there is
/// no rest (docs/method/loss-bridge.md).
/// </summary>
public sealed record LossBridge(DateOnly From, DateOnly To, double Start, double End, ImmutableArray<LossStep> Steps)
{
    private const int StateStride = PdTable.Bands * PdTable.Terms;

    public static LossBridge Between(RiskPhoto before, RiskPhoto after)
    {
        var sums = new Sums(before, after);
        sums.Add();
        return new(before.Date, after.Date, before.Rate, after.Rate, sums.Steps());
    }

    private sealed class Sums(RiskPhoto before, RiskPhoto after)
    {
        private readonly double[] _money = new double[Enum.GetValues<LossMover>().Length];
        private readonly long[] _balance = new long[Enum.GetValues<LossMover>().Length];
        private readonly int[] _loans = new int[Enum.GetValues<LossMover>().Length];

        /// <summary>Both lists ascend by id, so one walk meets every loan once.</summary>
        public void Add()
        {
            var old = before.Loans;
            var now = after.Loans;
            var (i, j) = (0, 0);
            while (i < old.Length || j < now.Length)
            {
                if (j == now.Length || (i < old.Length && old[i].Id < now[j].Id))
                {
                    Note(LossMover.LoansGone, -old[i].ExpectedLoss(before.Table), -old[i].Balance);
                    i++;
                }
                else if (i == old.Length || now[j].Id < old[i].Id)
                {
                    Note(LossMover.NewLoans, now[j].ExpectedLoss(after.Table), now[j].Balance);
                    j++;
                }
                else
                {
                    Move(old[i++], now[j++]);
                }
            }
        }

        public ImmutableArray<LossStep> Steps()
            => [.. Enum.GetValues<LossMover>().Select(mover => new LossStep(mover, RateOf((int)mover), _money[(int)mover], _loans[(int)mover]))];

        private double RateOf(int mover) => after.Balance == 0 ? (mover == (int)LossMover.LoansGone ? -before.Rate : 0) : (_money[mover] - (before.Rate * _balance[mover])) / after.Balance;

        private void Move(in LoanPhoto old, in LoanPhoto now)
        {
            var loss = old.ExpectedLoss(before.Table);

            var step = old with { Balance = now.Balance, Exposure = now.Exposure };
            Note(LossMover.Balances, Change(ref loss, step.ExpectedLoss(before.Table)), now.Balance - old.Balance);

            step = step with { Cell = WithStateOf(old.Cell, now.Cell), IsDefaulted = now.IsDefaulted, Termination = now.Termination };
            var moved = Change(ref loss, step.ExpectedLoss(before.Table));
            Note(moved > 0 ? LossMover.Worsened : LossMover.Cured, moved, 0);

            step = step with { Cell = now.Cell };
            Note(LossMover.Ageing, Change(ref loss, step.ExpectedLoss(before.Table)), 0);
            Note(LossMover.Economy, Change(ref loss, step.ExpectedLoss(after.Table)), 0);

            step = step with { Lgd = now.Lgd };
            Note(LossMover.LossGivenDefault, Change(ref loss, step.ExpectedLoss(after.Table)), 0);
        }

        private void Note(LossMover mover, double money, long balance)
        {
            _money[(int)mover] += money;
            _balance[(int)mover] += balance;
            _loans[(int)mover] += money != 0 || balance != 0 ? 1 : 0;
        }

        private static double Change(ref double loss, double now)
        {
            var change = now - loss;
            loss = now;
            return change;
        }

        /// <summary>The old cell, had the loan been in the payment state of the new one.</summary>
        private static int WithStateOf(int old, int now) => old + ((State(now) - State(old)) * StateStride);

        private static int State(int cell) => cell / StateStride % PdTable.States;
    }
}

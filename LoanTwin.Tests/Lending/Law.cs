using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace LoanTwin.Tests.Lending;

/// <summary>A property that must hold for a few hundred made-up cases, the same ones on every run.</summary>
internal static class Law
{
    public static void Holds<T>(Gen<T> cases, Func<T, bool> law, int count = 200)
    {
        var replay = new Replay(new Rnd(20260101UL, 7UL), FSharpOption<int>.None);
        var config = Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(FSharpOption<Replay>.Some(replay));
        Check.One(config, Prop.ForAll(Arb.From(cases), law));
    }
}

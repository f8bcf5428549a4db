using LoanTwin.Web.Api;

namespace LoanTwin.Web.Formulas;

/// <summary>One address a formula. An unknown name is answered by the Api room, which lists these.</summary>
internal static class FormulasApi
{
    public static void MapFormulas(this IEndpointRouteBuilder routes)
    {
        var formulas = routes.MapGroup("/api/formulas").WithTags("Formulas");
        formulas.MapQuestion<AmortizationQuestion, AmortizationAnswer>("/amortization", "The schedule of a loan: every payment, its interest and principal, and the balance after it.");
        formulas.MapQuestion<AprQuestion, AprFigure>("/apr", "The annual percentage rate of Regulation Z, Appendix J, from dates and amounts.");
        formulas.MapQuestion<XirrQuestion, XirrFigure>("/xirr", "The yearly effective rate of dated flows, counted in days over 365 as in spreadsheets.");
        formulas.MapQuestion<PsaQuestion, PsaAnswer>("/psa", "Early repayment a month by the PSA standard, as a yearly and a monthly rate.");
        formulas.MapQuestion<DayCountQuestion, DayCountAnswer>("/day-count", "The days between two dates and the part of a year that they make.");
        formulas.MapQuestion<TransitionPowerQuestion, TransitionPowerAnswer>("/transition-power", "Where a chain stands after many steps: the power of its matrix.");
        formulas.MapQuestion<CascadeQuestion, CascadeAnswer>("/cascade", "What one loan does next month, from each state it may be in, and why.");
    }
}

using System.Globalization;
using LoanTwin.Web.Design;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace LoanTwin.Web.Charts;

/// <summary>Words in an SVG. Razor takes the element "text" for its own, so it is built by hand.</summary>
public sealed class SvgLabel : ComponentBase
{
    private const int LineHeight = 15;

    [Parameter, EditorRequired] public required string X { get; set; }
    [Parameter, EditorRequired] public required string Y { get; set; }
    [Parameter] public double Dx { get; set; }
    [Parameter] public double Dy { get; set; }
    [Parameter] public string Class { get; set; } = "";

    /// <summary>One line each. A line that begins with a level of an interval is a detail of the one above it.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<string> Words { get; set; }

    /// <summary>Where the figure comes from over HTTP, its day and its unrounded value; all three or none.</summary>
    [Parameter] public string? Key { get; set; }

    [Parameter] public DateOnly? Day { get; set; }
    [Parameter] public double? Value { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "class", Class);
        if (Key is not null)
        {
            builder.AddAttribute(13, "data-key", Key);
            builder.AddAttribute(14, "data-day", Day?.ToString("O", CultureInfo.InvariantCulture));
            builder.AddAttribute(15, "data-value", FigureText.Raw(Value));
        }

        Place(builder, Dy - (Words.Count > 1 ? LineHeight * (Words.Count - 1) / 2.0 : 0));
        if (Words.Count == 1)
        {
            builder.AddContent(6, Words[0]);
        }
        else
        {
            AddLines(builder);
        }

        builder.CloseElement();
    }

    private void AddLines(RenderTreeBuilder builder)
    {
        for (var index = 0; index < Words.Count; index++)
        {
            builder.OpenElement(7, "tspan");
            builder.AddAttribute(8, "class", Words[index].Contains(" %: ", StringComparison.Ordinal) ? "detail" : null);
            builder.AddAttribute(9, "x", X);
            builder.AddAttribute(10, "dx", SvgText.Number(Dx));
            builder.AddAttribute(11, "dy", index == 0 ? "0" : SvgText.Number(LineHeight));
            builder.AddContent(12, Words[index]);
            builder.CloseElement();
        }
    }

    private void Place(RenderTreeBuilder builder, double dy)
    {
        builder.AddAttribute(2, "x", X);
        builder.AddAttribute(3, "y", Y);
        builder.AddAttribute(4, "dx", SvgText.Number(Words.Count == 1 ? Dx : 0));
        builder.AddAttribute(5, "dy", SvgText.Number(dy));
    }
}

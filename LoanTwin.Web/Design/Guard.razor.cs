using Microsoft.AspNetCore.Components;

namespace LoanTwin.Web.Design;

/// <summary>Keeps a failure inside its widget: the rest of the page goes on, the reader gets a number to name it by, and may try again.</summary>
public sealed partial class Guard
{
    private string _id = "";
    private DateTimeOffset _when;

    [Inject] private ILogger<Guard> Log { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>What stands inside, as the reader knows it.</summary>
    [Parameter, EditorRequired] public required string Name { get; set; }

    /// <summary>Height that the widget keeps when it fails, so that nothing moves.</summary>
    [Parameter] public int MinHeight { get; set; }

    protected override Task OnErrorAsync(Exception exception)
    {
        (_id, _when) = (Guid.NewGuid().ToString("n")[..8], Time.GetUtcNow());
        Log.WidgetFailed(exception, Name, _id);
        return Task.CompletedTask;
    }
}

internal static partial class DesignLog
{
    [LoggerMessage(EventId = 700, Level = LogLevel.Error, Message = "Widget {Name} failed, id {Id}")]
    public static partial void WidgetFailed(this ILogger log, Exception exception, string name, string id);
}

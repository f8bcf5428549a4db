var command = CommandLine.Read(args);
if (!command.IsServe)
{
    return await command.RunAsync(Console.Out, Console.Error);
}

// Settings and assets lie beside the program, wherever it is started from.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = command.Settings, ContentRootPath = AppContext.BaseDirectory });
builder.WebHost.UseStaticWebAssets();
if (!builder.KeepToThisMachine(out var refusal) || !builder.TryAddTwin(out refusal))
{
    Console.Error.WriteLine(refusal.Line);
    return refusal.ExitCode;
}

builder.Services
    .AddTelemetry(builder.Configuration).AddShell().AddHealth().AddApi()
    .AddViews().AddQueries().AddMarks().AddLoans().AddSecondSource().AddJobs().AddForecasts().AddInsights().AddAlerts(builder.Configuration)
    .AddOverview().AddPortfolio().AddStress();

var app = builder.Build();
app.MapTelemetry(); // before all others, so that nothing is answered without an id
app.MapShell(); app.MapHealth(); app.MapApi();
app.MapFormulas(); app.MapTwin();
app.MapQueries(); app.MapMarks(); app.MapLoans(); app.MapSecondSource(); app.MapJobs(); app.MapForecasts(); app.MapInsights(); app.MapAlerts();
app.MapOverview(); app.MapPortfolio(); app.MapStress();
return app.RunTwin();

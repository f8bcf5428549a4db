using LoanTwin.Web.Address;
using LoanTwin.Web.Api;
using LoanTwin.Web.Commands;
using LoanTwin.Web.Formulas;
using LoanTwin.Web.Health;
using LoanTwin.Web.Loans;
using LoanTwin.Web.Overview;
using LoanTwin.Web.Queries;
using LoanTwin.Web.SecondSource;
using LoanTwin.Web.Shell;
using LoanTwin.Web.Telemetry;
using LoanTwin.Web.Twin;
using LoanTwin.Web.Views;

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

builder.Services.AddTelemetry(builder.Configuration).AddShell().AddHealth().AddApi().AddOverview();
builder.Services.AddViews().AddQueries().AddLoans().AddSecondSource();

var app = builder.Build();
app.MapTelemetry(); // before all others, so that nothing is answered without an id
app.MapShell(); app.MapHealth(); app.MapApi();
app.MapFormulas(); app.MapTwin();
app.MapQueries(); app.MapLoans(); app.MapSecondSource(); app.MapOverview();
app.Run();
return 0;

// The rooms by name, so that the title page lists each of them once. Who may look into whom is written down, and tested, elsewhere.
global using LoanTwin.Web.Address;
global using LoanTwin.Web.Alerts;
global using LoanTwin.Web.Api;
global using LoanTwin.Web.Commands;
global using LoanTwin.Web.Forecasts;
global using LoanTwin.Web.Formulas;
global using LoanTwin.Web.Health;
global using LoanTwin.Web.Insights;
global using LoanTwin.Web.Jobs;
global using LoanTwin.Web.Overview;
global using LoanTwin.Web.Portfolio;
global using LoanTwin.Web.Queries;
global using LoanTwin.Web.SecondSource;
global using LoanTwin.Web.Shell;
global using LoanTwin.Web.Telemetry;
global using LoanTwin.Web.Twin;
global using LoanTwin.Web.Views;

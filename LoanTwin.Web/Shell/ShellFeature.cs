using System.IO.Compression;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.ResponseCompression;

namespace LoanTwin.Web.Shell;

/// <summary>The frame around every page: document, navigation, theme, lost connection, unknown address.</summary>
internal static class ShellFeature
{
    public static IServiceCollection AddShell(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddScoped<Viewer>().AddScoped<Toasts>().AddScoped<CircuitHandler, ViewerCircuit>();
        services.AddSingleton<OpenCircuits>().AddSingleton<Notices>();
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Optimal); // the chart library is read once a reader, and half of the weight of a page
        services.AddResponseCompression(compression => compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml", "application/problem+json"]);
        services.Configure<KeyManagementOptions>(ProcessKeys.Use);
        return services;
    }

    public static void MapShell(this WebApplication app)
    {
        app.UseResponseCompression();
        app.UseStatusCodePagesWithReExecute(NotFound.Address, createScopeForStatusCodePages: true);
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
    }
}

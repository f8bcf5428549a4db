namespace LoanTwin.Web.Storage;

/// <summary>The door of the room: the store opened before the host is built, so that a refusal is one line and exit code 78.</summary>
internal static class StorageFeature
{
    /// <summary>False with the line to print when the data folder or the database is refused.</summary>
    public static bool TryOpenStore(this WebApplicationBuilder builder, out string? refusal)
    {
        try
        {
            var store = Store.Open(DataFolder.PathFrom(builder.Configuration), TimeProvider.System, Faults.FromEnvironment());
            builder.Services.AddSingleton(_ => store); // by a factory, so that the host closes it last
            builder.Services.AddSingleton<LoanTwinContextSource>();
            refusal = null;
            return true;
        }
        catch (StorageException refused)
        {
            refusal = refused.Message;
            return false;
        }
    }
}

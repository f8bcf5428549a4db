using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace LoanTwin.Web.Storage;

/// <summary>One numbered change of the schema, an embedded file such as 0001_the_twin.sql. A step that has run anywhere never changes again.</summary>
internal sealed record Step(int Number, string Name, string Sql)
{
    public byte[] Sha256 => SHA256.HashData(Encoding.UTF8.GetBytes(Sql));

    /// <summary>All that this program knows, in order.</summary>
    public static IReadOnlyList<Step> Known { get; } = ReadAll();

    private static List<Step> ReadAll()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(name => Read(assembly, name))];
    }

    private static Step Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        var parts = Path.GetFileNameWithoutExtension(name).Split('_', 2);
        return new Step(int.Parse(parts[0]), parts[1], reader.ReadToEnd());
    }
}

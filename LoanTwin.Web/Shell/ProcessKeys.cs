using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace LoanTwin.Web.Shell;

/// <summary>Keys that live as long as the process, as a circuit does. Without this the framework writes them into the home folder.</summary>
internal sealed class ProcessKeys : IXmlRepository
{
    private readonly List<XElement> _keys = [];

    public static void Use(KeyManagementOptions options)
    {
        options.XmlRepository = new ProcessKeys();
        options.XmlEncryptor = new NullXmlEncryptor(); // nothing is stored, so there is nothing to encrypt
    }

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        lock (_keys)
        {
            return [.. _keys];
        }
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        lock (_keys)
        {
            _keys.Add(element);
        }
    }
}

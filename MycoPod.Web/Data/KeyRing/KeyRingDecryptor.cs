using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace MycoPod.Web.Data.KeyRing;

/// <summary>Data Protection makes it by its name, which stands beside each key.</summary>
internal sealed class KeyRingDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) =>
        XElement.Parse(Encoding.UTF8.GetString(services.GetRequiredService<KeyRingSecret>().Open(Convert.FromBase64String(encryptedElement.Value))));
}

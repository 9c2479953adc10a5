using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using MycoPod.Web.Configuration;

namespace MycoPod.Web.Data.KeyRing;

internal static class KeyRingServices
{
    /// <summary>The database alone opens neither cookies nor authenticators.</summary>
    public static void SealKeys(this IDataProtectionBuilder protection, WebSettings settings)
    {
        protection.Services.AddSingleton(new KeyRingSecret(settings.StateDirectory));
        protection.Services.AddOptions<KeyManagementOptions>().Configure<KeyRingSecret>((options, secret) => options.XmlEncryptor = new KeyRingEncryptor(secret));
    }
}

using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using MycoPod.Web.Configuration;

namespace MycoPod.Web.Data.KeyRing;

internal static class KeyRingServices
{
    /// <summary>The database alone opens neither cookies nor authenticators.</summary>
    /// <exception cref="IOException">The secret cannot be used: Web does not start, rather than fail with every page.</exception>
    public static void SealKeys(this IDataProtectionBuilder protection, WebSettings settings)
    {
        protection.Services.AddSingleton(KeyRingSecret.Open(settings.StateDirectory));
        protection.Services.AddHostedService<KeyRingStart>();
        protection.Services.AddOptions<KeyManagementOptions>().Configure<KeyRingSecret>((options, secret) => options.XmlEncryptor = new KeyRingEncryptor(secret));
    }
}

using Microsoft.AspNetCore.Identity;
using MycoPod.Web.Configuration;
using MycoPod.Web.Mail;

namespace MycoPod.Web.Accounts.Recovery;

/// <summary>Recovering a password by e-mail, where a mail server is set up.</summary>
internal static class RecoveryServices
{
    public static void AddRecovery(this IServiceCollection services, WebSettings settings)
    {
        new IdentityBuilder(typeof(Account), typeof(IdentityRole<Guid>), services).AddTokenProvider<RecoveryTokens>(nameof(RecoveryTokens));
        services.Configure<IdentityOptions>(identity => identity.Tokens.PasswordResetTokenProvider = nameof(RecoveryTokens));
        services.AddSingleton<RecoveryThrottle>();
        services.AddSingleton<RecoveryQueue>();
        services.AddScoped<RecoveryLinks>();
        services.AddScoped<PasswordRecovery>();
        if (settings.Mail is not { } mail) return;
        services.AddSingleton<IMailDispatch>(s => new SmtpDispatch(mail, s.GetRequiredService<TimeProvider>()));
        services.AddHostedService<RecoveryMails>();
    }
}

using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace MycoPod.Web.Accounts.Recovery;

/// <summary>
/// What a link for a new password carries. It bears the account's security stamp, which a new password changes: it works once.
/// </summary>
internal sealed class RecoveryTokens(IDataProtectionProvider protection, IOptions<RecoveryTokenOptions> options, ILogger<DataProtectorTokenProvider<Account>> log)
    : DataProtectorTokenProvider<Account>(protection, options, log);

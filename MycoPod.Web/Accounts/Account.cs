using Microsoft.AspNetCore.Identity;

namespace MycoPod.Web.Accounts;

/// <summary>A person who may sign in.</summary>
internal sealed class Account : IdentityUser<Guid>;

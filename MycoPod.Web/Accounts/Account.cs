using Microsoft.AspNetCore.Identity;

namespace MycoPod.Web.Accounts;

/// <summary>A person who may sign in.</summary>
internal sealed class Account : IdentityUser<Guid>
{
    /// <summary>A disabled account is one that is locked without end; waiting after wrong passwords is not kept here.</summary>
    public bool IsDisabled => LockoutEnd is not null;

    public Appearance Appearance { get; set; }

    public void Disable() => LockoutEnd = DateTimeOffset.MaxValue;

    public void Enable() => LockoutEnd = null;
}

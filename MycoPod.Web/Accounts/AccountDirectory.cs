using System.Net.Mail;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MycoPod.Web.Data;

namespace MycoPod.Web.Accounts;

/// <summary>The accounts. What someone may do is always read from here, never from what a browser or circuit remembers.</summary>
internal sealed class AccountDirectory(UserManager<Account> users, RoleManager<IdentityRole<Guid>> roles, IDbContextFactory<WebContext> databases)
{
    public async Task<AddOutcome> AddAsync(NewAccount request, string password, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!MailAddress.TryCreate(request.Email, out _)) return new(AlreadyExists: false, [$"'{request.Email}' is no e-mail address."]);
        if (await users.FindByNameAsync(request.Name) is not null) return new(AlreadyExists: true, []);
        if (!await roles.RoleExistsAsync(request.Role)) await roles.CreateAsync(new(request.Role));
        var account = new Account { UserName = request.Name, Email = request.Email };
        var created = await users.CreateAsync(account, password);
        if (created.Succeeded) created = await users.AddToRoleAsync(account, request.Role);
        return new(AlreadyExists: false, [.. created.Errors.Select(e => e.Description)]);
    }

    public async Task<IReadOnlyList<Person>> ListAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await PersonQuery.All(database, database.Users.OrderBy(a => a.UserName)).ToListAsync(cancellationToken);
    }
}

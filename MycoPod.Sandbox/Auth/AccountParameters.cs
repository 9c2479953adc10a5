using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.Schema;

namespace MycoPod.Sandbox.Auth;

internal static class AccountParameters
{
    public static readonly Parameter UserId = Parameter.Text("userid") with { IsRequired = true, Format = ClusterFormats.UserId, MaxLength = 64 };
    public static readonly Parameter TokenId = Parameter.Text("tokenid") with { IsRequired = true, Pattern = @"[A-Za-z][A-Za-z0-9\.\-_]+" };
    public static readonly Parameter GroupId = Parameter.Text("groupid") with { IsRequired = true, Format = ClusterFormats.GroupId };
    public static readonly Parameter RoleId = Parameter.Text("roleid") with { IsRequired = true, Format = ClusterFormats.RoleId };
    public static readonly Parameter Privileges = Parameter.Text("privs") with { Format = Formats.ListOf(Formats.Privilege) };
    public static readonly Parameter Expire = Parameter.Whole("expire", 0);

    public static readonly IReadOnlyList<Parameter> User =
    [
        UserId,
        Parameter.Text("comment") with { MaxLength = 2048 },
        Parameter.Text("email") with { Format = ClusterFormats.Email, MaxLength = 254 },
        Parameter.Flag("enable"),
        Expire,
        Parameter.Text("firstname") with { MaxLength = 1024 },
        Parameter.Text("groups") with { Format = Formats.ListOf(ClusterFormats.GroupId) },
        Parameter.Text("keys") with { Pattern = "[0-9a-zA-Z!=]{0,4096}" },
        Parameter.Text("lastname") with { MaxLength = 1024 },
    ];
}

using MycoPod.Sandbox.Http;

namespace MycoPod.Sandbox.Auth;

/// <summary>What the schema says under "permissions": anyone, any logged-in user, or privileges on a path.</summary>
internal sealed class PermissionRequirement
{
    private readonly PathTemplate? path;
    private readonly string[] privileges = [];
    private readonly bool isAnyEnough;

    private PermissionRequirement(PathTemplate? path, bool isAnyEnough, string[] privileges)
    {
        this.path = path;
        this.isAnyEnough = isAnyEnough;
        this.privileges = privileges;
    }

    /// <summary>No authentication at all.</summary>
    public static PermissionRequirement World { get; } = new(path: null, isAnyEnough: false, []);

    /// <summary>Anyone who is logged in; the method itself checks or filters.</summary>
    public static PermissionRequirement LoggedIn { get; } = new(path: null, isAnyEnough: false, []);

    public static PermissionRequirement On(string path, string privilege) => new(new(path), isAnyEnough: false, [privilege]);

    public static PermissionRequirement AnyOn(string path, params string[] privileges) => new(new(path), isAnyEnough: true, privileges);

    public void Demand(Permissions permissions, Caller caller, IReadOnlyDictionary<string, string> pathValues)
    {
        if (path is null)
            return;

        var concrete = path.Fill(name => pathValues[name]);
        if (isAnyEnough)
            permissions.RequireAny(caller, concrete, privileges);
        else
            permissions.Require(caller, concrete, privileges);
    }
}

namespace MycoPod.Sandbox.Auth;

/// <summary>The roles that every installation has; they can be neither changed nor removed.</summary>
internal static class BuiltInRoles
{
    public const string Administrator = "Administrator";

    private static readonly string[] RootOnly = ["Permissions.Modify", "Realm.Allocate", "Sys.AccessNetwork", "Sys.Incoming", "Sys.Modify", "Sys.PowerMgmt"];
    private static readonly string[] ForUsers =
    [
        "Datastore.AllocateSpace", "Datastore.Audit", "Mapping.Audit", "Mapping.Use", "Pool.Audit", "SDN.Audit", "SDN.Use",
        "VM.Audit", "VM.Backup", "VM.Config.CDROM", "VM.Config.Cloudinit", "VM.Console", "VM.PowerMgmt",
    ];

    public static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> All = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
    {
        [Administrator] = Privileges.All,
        ["NoAccess"] = [],
        ["PVEAdmin"] = Below(Privileges.All, "", RootOnly),
        ["PVEAuditor"] = [.. Privileges.All.Where(privilege => privilege.EndsWith(".Audit", StringComparison.Ordinal))],
        ["PVEDatastoreAdmin"] = Below(Privileges.All, "Datastore.", RootOnly),
        ["PVEDatastoreUser"] = Below(ForUsers, "Datastore.", []),
        ["PVEMappingAdmin"] = Below(Privileges.All, "Mapping.", RootOnly),
        ["PVEMappingAuditor"] = ["Mapping.Audit"],
        ["PVEMappingUser"] = Below(ForUsers, "Mapping.", []),
        ["PVEPoolAdmin"] = Below(Privileges.All, "Pool.", RootOnly),
        ["PVEPoolUser"] = Below(ForUsers, "Pool.", []),
        ["PVESDNAdmin"] = Below(Privileges.All, "SDN.", RootOnly),
        ["PVESDNUser"] = Below(ForUsers, "SDN.", []),
        ["PVESysAdmin"] = Below(Privileges.All, "Sys.", RootOnly),
        ["PVETemplateUser"] = ["VM.Audit", "VM.Clone"],
        ["PVEUserAdmin"] = ["Group.Allocate", "Realm.AllocateUser", "User.Modify"],
        ["PVEVMAdmin"] = Below(Privileges.All, "VM.", RootOnly),
        ["PVEVMUser"] = Privileges.GuestUser,
    };

    public static bool Has(string role) => All.ContainsKey(role);

    private static string[] Below(IEnumerable<string> privileges, string area, string[] except) =>
        [.. privileges.Where(privilege => privilege.StartsWith(area, StringComparison.Ordinal) && !except.Contains(privilege, StringComparer.Ordinal))];
}

namespace MycoPod.Tests.Planning;

/// <summary>An inventory file of one node with two VMs, nas and mail.</summary>
internal static class RecordedHome
{
    private const string Answers = """
        "GET /version":{"data":{"version":"8.4.1","release":"8.4"}},
        "GET /cluster/nextid":{"data":"102"},
        "GET /nodes":{"data":[{"node":"pve","status":"online","maxcpu":8,"maxmem":34359738368,"mem":0}]},
        "GET /pools":{"data":[]},
        "GET /nodes/pve/storage":{"data":[]},
        "GET /nodes/pve/network":{"data":[]},
        "GET /cluster/status":{"data":[{"type":"node","id":"node/pve","name":"pve","online":1,"local":1}]},
        "GET /cluster/resources":{"data":[
          {"id":"node/pve","type":"node","node":"pve","status":"online","maxcpu":8,"maxmem":34359738368,"mem":0},
          {"id":"qemu/100","type":"qemu","vmid":100,"name":"nas","node":"pve","status":"stopped","template":0,"maxcpu":2,"maxmem":2147483648,"maxdisk":0},
          {"id":"qemu/101","type":"qemu","vmid":101,"name":"mail","node":"pve","status":"stopped","template":0,"maxcpu":2,"maxmem":2147483648,"maxdisk":0}]},
        "GET /nodes/pve/qemu/100/config":{"data":{"name":"nas","cores":2,"memory":"2048","smbios1":"uuid=00000000-0000-4000-8000-000000000100"}},
        "GET /nodes/pve/qemu/101/config":{"data":{"name":"mail","cores":2,"memory":"2048","smbios1":"uuid=00000000-0000-4000-8000-000000000101"}}
        """;

    /// <param name="more">Further answers, each as in <c>"GET /path":{"data":…}</c>.</param>
    public static string With(params string[] more) => $$$"""{"responses":{ {{{string.Join(",\n", more.Prepend(Answers))}}} }}""";
}

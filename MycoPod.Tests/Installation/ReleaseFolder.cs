using System.Security.Cryptography;
using MycoPod.Tests.Fixtures;

namespace MycoPod.Tests.Installation;

/// <summary>
/// A folder with a release as <c>./dev package</c> leaves it. The setup scripts in it keep to the contract of the real ones: they read what they are handed, and leave
/// the result, the hand-over and, in <c>/opt/seen</c>, what they saw.
/// </summary>
internal static class ReleaseFolder
{
    public const string Version = "1.2.3";

    public const string Password = "Shown-0nce-Only";

    private const string SetUpUi =
        """
        #!/usr/bin/env bash
        set -euo pipefail
        [[ $# == 4 && $1 == --answers && $3 == --result && $(stat -c %a "$2") == 600 ]]
        echo "Setting up the ui ..."
        cat "$2" >/opt/seen
        echo "Setting up the database ..." >&2
        echo hand-over >/root/mycopod-agent.tar
        password=
        [[ -e /opt/account ]] || password=Shown-0nce-Only
        umask 077
        printf 'address=https://%s\nfingerprint=AB:CD:EF\nadmin_name=%s\nadmin_password=%s\n' \
          "$(sed -n s/^public_host=//p "$2")" "$(sed -n s/^admin_name=//p "$2")" "$password" >"$4"
        touch /opt/account
        """;

    private const string SetUpAgent =
        """
        #!/usr/bin/env bash
        set -euo pipefail
        [[ $# == 4 && $1 == --hand-over && $3 == --proxmox && $(stat -c %a "$2") == 600 && $(stat -c %a "$4") == 600 ]]
        echo "Setting up the Agent ..."
        [[ $(<"$2") == hand-over ]]
        cat "$4" >/opt/seen
        """;

    public static async Task WriteAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        await PackAsync(folder, "ui", SetUpUi);
        await PackAsync(folder, "agent", SetUpAgent);
        await WriteSumsAsync(folder);
    }

    public static async Task WriteSumsAsync(string folder)
    {
        var sums = Directory.GetFiles(folder, "*.tar.gz").Select(f => $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(f)))}  {Path.GetFileName(f)}\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "SHA256SUMS"), string.Concat(sums));
    }

    private static async Task PackAsync(string folder, string role, string setup)
    {
        var name = $"mycopod-{role}-{Version}";
        var inside = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.Combine(inside, "lxc", role));
        await File.WriteAllTextAsync(Path.Combine(inside, "VERSION"), $"{Version}\n");
        await File.WriteAllTextAsync(Path.Combine(inside, "lxc", role, "setup.sh"), setup + "\n");
        await Command.RunInAsync(folder, "tar", "-czf", $"{name}-linux-x64.tar.gz", name);
        Directory.Delete(inside, recursive: true);
    }
}

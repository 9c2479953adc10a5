namespace MycoPod.Tests.Sandbox.Conformity;

/// <summary>A difference from the recording that is meant to be, with its reason.</summary>
/// <param name="Exchange">The exchange's name, or how it begins.</param>
/// <param name="Difference">How the difference begins.</param>
internal sealed record AcceptedMismatch(string Exchange, string Difference, string Reason)
{
    public static readonly IReadOnlyList<AcceptedMismatch> All =
    [
        new("13b-node-status", "adds .data.boot-info.secureboot", "the sandbox's nodes boot by EFI, the recorded one by BIOS"),
        new("13b-node-status", "adds .data.current-kernel", "a Proxmox kernel; the recording was made on another"),
        new("13b-node-status", "lacks .data.current-kernel", "a Proxmox kernel; the recording was made on another"),
        new("42d-ct-resize-log", "lacks .data[].t = Failed to update the container's filesystem", "the recording was made where a file system may not be resized; on an installation it is"),
        new("42d-ct-resize-log", "lacks .data[].t = resize#fs: Permission denied", "the recording was made where a file system may not be resized; on an installation it is"),
        new("42d-ct-resize-log", "adds .data[].t = The filesystem on /dev/loop", "the recording was made where a file system may not be resized; on an installation it is"),
        new("43-vzdump-ct-log", "lacks .data[].t = INFO: filesystem type on dumpdir is 'overlay'", "an installation's backups are not on an overlay file system"),
        new("43b-ct-reboot-log", "lacks .data[].t = failed to connect to monitor socket", "lxc-monitord did not run where the recording was made; an installation runs it"),
        new("41-ct-start-log", "lacks .data[].t = failed to connect to monitor socket", "lxc-monitord did not run where the recording was made; an installation runs it"),
        new("91-aplinfo", "adds ", "the recorded node had not fetched its list of templates yet"),
    ];

    public bool Covers(string exchange, string difference) =>
        exchange.StartsWith(Exchange, StringComparison.Ordinal) && difference.StartsWith(Difference, StringComparison.Ordinal);
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace MycoPod.Sandbox.Storage;

/// <summary>Templates for containers that Proxmox offers for download. The checksums are made up.</summary>
internal static class Appliances
{
    public static readonly IReadOnlyList<Appliance> All =
    [
        new("alpine-3.21-default", "20241217", "alpine", "tar.xz", 3211964, "LXC default image for alpine 3.21 (20241217)"),
        new("archlinux-base", "20240911-1", "archlinux", "tar.zst", 145271293, "ArchLinux base image."),
        new("debian-11-standard", "11.7-1", "debian-11", "tar.zst", 129098291, "Debian 11 Bullseye (standard)"),
        new("debian-12-standard", "12.7-1", "debian-12", "tar.zst", 126515062, "Debian 12 Bookworm (standard)"),
        new("debian-13-standard", "13.1-2", "debian-13", "tar.zst", 129710398, "Debian 13 Trixie (standard)"),
        new("fedora-41-default", "20241118", "fedora", "tar.xz", 81542016, "LXC default image for fedora 41 (20241118)"),
        new("rockylinux-9-default", "20240912", "centos", "tar.xz", 104512000, "LXC default image for rockylinux 9 (20240912)"),
        new("ubuntu-22.04-standard", "22.04-1", "ubuntu-22.04", "tar.zst", 129824858, "Ubuntu 22.04 Jammy (standard)"),
        new("ubuntu-24.04-standard", "24.04-2", "ubuntu-24.04", "tar.zst", 141589318, "Ubuntu 24.04 Noble (standard)"),
    ];
}

internal sealed record Appliance(string Package, string Version, string System, string Extension, long Size, string Headline)
{
    private const string Source = "http://download.proxmox.com/images";

    public string FileName => $"{Package}_{Version}_amd64.{Extension}";

    public string Location => $"{Source}/system/{FileName}";

    public string Sha512 => Convert.ToHexStringLower(SHA512.HashData(Encoding.UTF8.GetBytes(FileName)));

    public JsonObject View() => new()
    {
        ["package"] = Package,
        ["template"] = FileName,
        ["version"] = Version,
        ["os"] = System,
        ["headline"] = Headline,
        ["section"] = "system",
        ["type"] = "lxc",
        ["architecture"] = "amd64",
        ["source"] = Source,
        ["location"] = Location,
        ["infopage"] = "https://pve.proxmox.com",
        ["description"] = Headline,
        ["sha512sum"] = Sha512,
    };
}

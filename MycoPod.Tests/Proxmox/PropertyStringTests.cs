using CsCheck;
using MycoPod.Core.Proxmox.PropertyStrings;

namespace MycoPod.Tests.Proxmox;

public sealed class PropertyStringTests
{
    private static readonly Gen<string> Word = Gen.Char["abcdefghijklmnopqrstuvwxyz0123456789:;./_-"].Array[1, 12].Select(letters => new string(letters));

    private static readonly Gen<string> Key = Gen.Char["abcdefghijklmnopqrstuvwxyz0123456789_-"].Array[1, 8].Select(letters => new string(letters));

    /// <summary>Parts with keys of their own, sometimes one bare value before them.</summary>
    private static readonly Gen<string> Text = Gen.Select(
        Gen.Bool, Word, Gen.Select(Key, Word).Array[1, 8],
        (hasBare, bare, parts) => string.Join(',', (hasBare ? new[] { bare } : []).Concat(parts.DistinctBy(p => p.Item1).Select(p => $"{p.Item1}={p.Item2}"))));

    [Fact]
    public void What_is_read_is_written_as_it_was() => Text.Sample(text =>
        PropertyString.Parse(text, "default").ToString() == text
        && new NetworkDevice(text).ToString() == text
        && new ContainerInterface(text).ToString() == text
        && new Drive(text).ToString() == text
        && new MountPoint(text).ToString() == text
        && new IpConfig(text).ToString() == text);

    [Fact]
    public void A_change_leaves_everything_else_in_its_place() => Gen.Select(Text, Word).Sample((text, value) =>
    {
        var before = PropertyString.Parse(text, "default");
        var keys = before.Keys.ToList();
        foreach (var key in keys)
        {
            var after = before.With(key, value);
            if (!after.Keys.SequenceEqual(keys) || after[key] != value) return false;
            if (keys.Any(k => k != key && after[k] != before[k])) return false;
            if (!before.With(key, null).Keys.SequenceEqual(keys.Where(k => k != key))) return false;
        }

        var added = before.With("quite-new", value);
        return added.Keys.SequenceEqual([.. keys, "quite-new"]) && added.With("quite-new", null).Equals(before);
    });

    [Fact]
    public void What_is_written_is_read_with_the_same_keys_and_values() => Gen.Select(Text, Word).Sample((text, value) =>
    {
        var written = PropertyString.Parse(text, "default").With("quite-new", value);
        var read = PropertyString.Parse(written.ToString(), "default");
        return read.Equals(written) && read.Keys.All(k => read[k] == written[k]);
    });

    [Theory]
    [InlineData("virtio=BC:24:11:2C:34:56,bridge=vmbr0,firewall=1,trunks=2;3", "virtio=BC:24:11:2C:34:56,bridge=vmbr1,firewall=1,trunks=2;3,tag=20")]
    [InlineData("model=virtio,macaddr=BC:24:11:2C:34:56,bridge=vmbr0,tag=3", "model=virtio,macaddr=BC:24:11:2C:34:56,bridge=vmbr1,tag=20")]
    [InlineData("virtio,bridge=vmbr0", "virtio,bridge=vmbr1,tag=20")]
    public void A_network_card_keeps_its_address_when_it_moves(string before, string after)
    {
        var card = new NetworkDevice(before);
        Assert.Equal(after, (card with { Bridge = "vmbr1", VlanTag = 20 }).ToString());
        Assert.Equal(("virtio", "vmbr0"), (card.Model, card.Bridge));
        Assert.Equal(before.Contains("BC:", StringComparison.Ordinal) ? "BC:24:11:2C:34:56" : null, card.MacAddress);
    }

    [Fact]
    public void Model_and_address_of_a_network_card_are_changed_in_either_way_of_writing()
    {
        Assert.Equal("e1000=BC:24:11:2C:34:56,bridge=vmbr0", (new NetworkDevice("virtio=BC:24:11:2C:34:56,bridge=vmbr0") with { Model = "e1000" }).ToString());
        Assert.Equal("e1000,bridge=vmbr0", (new NetworkDevice("virtio,bridge=vmbr0") with { Model = "e1000" }).ToString());
        Assert.Equal("virtio=BC:24:11:00:00:02", (new NetworkDevice("virtio=BC:24:11:2C:34:56") with { MacAddress = "BC:24:11:00:00:02" }).ToString());
        Assert.Equal("model=virtio,bridge=vmbr0", (new NetworkDevice("virtio=BC:24:11:2C:34:56,bridge=vmbr0") with { MacAddress = null }).ToString());
        Assert.Equal("virtio,bridge=vmbr0,firewall=0", (new NetworkDevice("") with { Bridge = "vmbr0", Model = "virtio", Firewall = false }).ToString());
    }

    [Fact]
    public void Drives_and_mount_points_say_what_they_hold_or_will()
    {
        var drive = new Drive("local-lvm:vm-100-disk-0,discard=on,iothread=1,size=32G");
        Assert.Equal(("local-lvm:vm-100-disk-0", "local-lvm", null, "32G", true), (drive.Volume, drive.Storage, drive.NewSizeGiB, drive.Size, drive.HasThreadOfItsOwn));
        var fresh = new Drive("") with { ImportFrom = "local:import/d.qcow2", Volume = "local-lvm:0", Discard = "on" };
        Assert.Equal(("local-lvm:0,import-from=local:import/d.qcow2,discard=on", 0m), (fresh.ToString(), fresh.NewSizeGiB));
        Assert.Equal((null, null), (new Drive("none,media=cdrom").Storage, new Drive("/dev/sr0").Storage));
        var mount = new MountPoint("volume=nas:subvol-1,mp=/srv,mountoptions=noatime;nodev,backup=yes");
        Assert.Equal(("nas:subvol-1", "/srv", true), (mount.Volume, mount.Path, mount.IsBackedUp));
        Assert.Equal(["noatime", "nodev"], mount.MountOptions);
        Assert.Equal("volume=tank:8,mp=/srv,mountoptions=noatime;nodev", (mount with { Volume = "tank:8", IsBackedUp = null }).ToString());
        Assert.Equal(8.5m, new RootFs("local:8.5").NewSizeGiB);
    }

    [Fact]
    public void Small_ones_are_read_and_written()
    {
        Assert.Equal("order=scsi0;net0", (new Boot("cdn") with { Legacy = null, Order = ["scsi0", "net0"] }).ToString());
        Assert.Equal((1, 30), (new Startup("1,up=30").Order, new Startup("1,up=30").UpSeconds));
        Assert.Equal("2,up=30", (new Startup("1,up=30") with { Order = 2 }).ToString());
        Assert.Equal("1,fstrim_cloned_disks=1", (new GuestAgent("0,fstrim_cloned_disks=1") with { IsEnabled = true }).ToString());
        Assert.Equal("keyctl=1,nesting=1", (new Features("keyctl=1") with { Nesting = true }).ToString());
        Assert.Equal("ip=dhcp,ip6=auto", (new IpConfig("ip=10.0.0.5/24,gw=10.0.0.1,ip6=auto") with { Address = "dhcp", Gateway = null }).ToString());
        Assert.Equal("", (new Features("nesting=1") with { Nesting = null }).ToString());
        Assert.Throws<ArgumentException>(() => new IpConfig("") with { Address = "dhcp,gw=10.0.0.1" });
        Assert.Equal(new IpConfig("ip=dhcp"), new IpConfig("") with { Address = "dhcp" });
    }

    [Fact]
    public void Keys_for_cloud_init_are_encoded_twice_in_a_form()
    {
        var value = CloudInitKeys.Encode(["ssh-ed25519 AAAA+b/c= ada@home\n", "ssh-rsa BBBB"]);
        Assert.Equal("ssh-ed25519%20AAAA%2Bb%2Fc%3D%20ada%40home%0Assh-rsa%20BBBB", value);
        Assert.Equal(["ssh-ed25519 AAAA+b/c= ada@home", "ssh-rsa BBBB"], CloudInitKeys.Decode(value));
        Assert.Contains("ssh-ed25519%2520AAAA%252Bb%252Fc", Uri.EscapeDataString(value), StringComparison.Ordinal);
    }
}

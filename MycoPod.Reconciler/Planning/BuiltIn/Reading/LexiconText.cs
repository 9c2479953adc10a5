namespace MycoPod.Reconciler.Planning.BuiltIn.Reading;

/// <summary>The English lexicon: words and short phrases by meaning, no sentences.</summary>
internal static class LexiconText
{
    public const string English =
        """
        # What to do
        verb create: create, make, make me, add, build, set up, setup, set me up, spin up, spin me up, deploy, provision, launch, fire up, stand up, i need, we need, i want, i'd like, i would like, give me, get me, make sure there is, make sure there are, ensure there is, ensure there are, there should be, creating, generate, prepare
        verb start: start, start up, boot, boot up, power on, power up, turn on, switch on, bring up, starting
        verb stop: stop, hard stop, hard-stop, force stop, force-stop
        verb delete: delete, destroy, remove, get rid of, tear down
        verb off: turn off, switch off, power off, poweroff
        verb nostart: don't start, do not start, dont start, without starting, don't boot, do not boot, dont boot, don't power on, do not power on, but don't start, but do not start, but dont start, but without starting, leave it stopped, leave them stopped, leave it off, leave them off, keep it stopped, keep them stopped, not started, but leave it stopped, but leave them stopped, but leave it off, but leave them off
        verb ensure: make sure, make sure that, ensure, ensure that, be sure, see to it that
        verb turn: turn, switch, power, bring
        verb configure: give, set, put, place, assign, use

        # What it is about
        noun ct: container, ct, lxc, lxc container, linux container, lxc ct, ct container, proxmox container, pve container, system container
        noun cts: containers, cts, lxcs, lxc containers, linux containers, lxc cts, ct containers, proxmox containers, pve containers, system containers
        noun vm: vm, virtual machine, kvm, qemu vm, kvm vm, qemu
        noun vms: vms, virtual machines, kvms, qemu vms
        noun guest: guest, machine
        noun guests: guests, machines
        pronoun one: it, this, this one, that one
        pronoun many: them, they, these, those, all of them, each of them, them all, each one, every one of them, all of these, all of those
        pronoun two: both of them, them both, the two, the pair
        each two: both
        each many: each, apiece, every one, per container, per ct, per lxc, per guest, each one of them, a piece
        all: all, every, everything, everyone, all the, all my, all of my, all of the, every single

        # What it should be like
        state start: is running, are running, is started, are started, is up, are up, is up and running, are up and running, up and running, should be running, should be started, started, is on, are on, is powered on, are powered on, is switched on, are switched on, is turned on, are turned on, stays running, are both running, must be running
        state running: running
        state up: up
        state stop: is stopped, are stopped, stays stopped, should be stopped, stopped
        state off: off, is off, are off, is turned off, are turned off, is switched off, are switched off, is powered off, are powered off, is not running, are not running, isn't running, aren't running

        # Numbers
        article: a, an
        number 0: zero
        number 0.5: half a, half an
        number 1: one, a single, single, another, one more
        number 1.5: one and a half
        number 2: two, a couple of, couple of, a couple, a pair of, pair of, two more
        number 2.5: two and a half
        number 3: three
        number 4: four
        number 5: five
        number 6: six, half a dozen
        number 7: seven
        number 8: eight
        number 9: nine
        number 10: ten
        number 11: eleven
        number 12: twelve, a dozen, dozen
        number 13: thirteen
        number 14: fourteen
        number 15: fifteen
        number 16: sixteen
        number 17: seventeen
        number 18: eighteen
        number 19: nineteen
        number 20: twenty
        number 30: thirty
        number 40: forty
        number 50: fifty

        # Units, in MiB
        unit 1: mb, m, mib, meg, megs, mbs, megabyte, megabytes, mebibyte, mebibytes
        unit 1024: gb, g, gib, gig, gigs, gbs, gigabyte, gigabytes, gibibyte, gibibytes
        unit 1048576: tb, t, tib, terabyte, terabytes, tebibyte, tebibytes
        cores: core, cores, cpu, cpus, vcpu, vcpus, cpu core, cpu cores, virtual core, virtual cores, virtual cpu, virtual cpus, processor, processors, vcore, vcores
        fixedcores 1: single core, single-core
        fixedcores 2: dual core, dual-core
        fixedcores 4: quad core, quad-core
        fixedcores 6: hexa core, hexa-core, six-core
        fixedcores 8: octa core, octa-core, eight-core
        memory: memory, ram, mem, main memory, memory size
        disk: disk, root disk, rootfs, root fs, root filesystem, root file system, root volume, disk space, hard disk, hard drive, drive, hdd, ssd, disk size, root disk size, storage space, of disk
        storageword: storage, storage pool, datastore
        nodeword: node, host, server, proxmox node, pve node, proxmox host
        bridgeword: bridge, network bridge, network
        addressword: ip, ip address, address, ipv4, ipv4 address, static ip, fixed ip, static address, fixed address, static ip address, fixed ip address
        dhcp: dhcp, via dhcp, by dhcp, from dhcp, over dhcp, through dhcp
        feature unprivileged: unprivileged
        feature nesting: nesting, nesting enabled, nesting on

        # Systems
        system debian: debian, debian linux, debian gnu linux
        system ubuntu: ubuntu, ubuntu linux, ubuntu server
        system alpine: alpine, alpine linux
        system fedora: fedora, fedora linux
        system rockylinux: rocky, rocky linux, rockylinux
        system almalinux: alma, alma linux, almalinux
        system centos: centos, centos stream
        system archlinux: arch, arch linux, archlinux
        system opensuse: opensuse, open suse
        system devuan: devuan
        system gentoo: gentoo
        release debian:11: bullseye
        release debian:12: bookworm
        release debian:13: trixie
        release ubuntu:20.04: focal, focal fossa
        release ubuntu:22.04: jammy, jammy jellyfish
        release ubuntu:24.04: noble, noble numbat

        # How sentences hang together
        named: named, called, name, names, hostname, hostnames, host name, host names, call, naming, calling, by the name of
        on: on, onto, via, connected to, attached to, located on, stored on, placed on, hosted on, on top of
        of: of
        to: to
        through: through, thru, up to, till
        with: with, has, have, having, get, gets, should have, should get, should be, needs, need, using, uses, runs, run, from, based on, based off, is, are, for each, in, plus, be, as, should run, that have, that has, that run, that runs, which have, which has, that are, that is, which are, which is, should use, will have, goes, go, should go, must have
        and: and, then, and then, as well as, and also, also, afterwards, after that, and finally, finally, next, and afterwards, once created, once they are created, once it is created, when done, once done, too, as well
        filler: please, pls, kindly, the, my, our, their, its, whose, me, for me, us, hi, hello, hey, thanks, thank you, thx, cheers, can you, could you, can you please, could you please, would you, will you, i'd like you to, i would like you to, i want you to, i need you to, let's, lets, go ahead, just, now, right now, right away, immediately, at once, straight away, asap, yet, that, following, vmid, id, there, here, proxmox, cluster, the cluster, on the cluster, on my cluster, in the cluster, on proxmox, on my proxmox, on my proxmox cluster
        filler describing: new, fresh, brand new, brand-new, simple, plain, basic, standard, default, latest, newest, the latest, the newest, lts, template, image, os, operating system, distribution, distro, gnu linux, linux, of size, size, on any node, on whichever node

        # What is understood and not covered
        unsupported shutdown: shut down, shutdown, shut, shut it down, shut them down, shutting down, gracefully, graceful, cleanly, orderly, power down, shut off
        unsupported restarting: reboot, restart, reset, power cycle, power-cycle, bounce, rebooting, restarting
        unsupported deleting in other words: wipe, erase, purge, nuke, kill
        unsupported cloning: clone, copy, duplicate
        unsupported migrating: migrate, move, live-migrate
        unsupported backups: back up, backup, backups, restore, vzdump
        unsupported snapshots: snapshot, snapshots, roll back, rollback
        unsupported resizing: resize, grow, shrink, expand, increase, decrease
        unsupported changing guests: change, modify, update, upgrade, rename, edit, reconfigure, configure
        unsupported installing software: install, run the command, execute
        unsupported suspending: suspend, resume, hibernate, pause
        unsupported scheduling: schedule, tomorrow, tonight, every day, every night, daily, nightly, weekly, later
        unsupported starting at boot: autostart, auto-start, onboot, on boot, start on boot, start at boot, starts at boot
        unsupported gateways: gateway, gw
        unsupported DNS settings: dns, nameserver, nameservers
        unsupported VLANs: vlan, vlans, vlan tag
        unsupported IPv6: ipv6, slaac
        unsupported swap: swap
        unsupported privileged containers: privileged
        unsupported mounts: mount, mounts, mount point, mountpoint, bind mount, nfs, nfs share
        unsupported passwords and keys: password, passwords, ssh key, ssh keys, root password, public key
        unsupported tags and pools: tag, tags, tagged, pool, resource pool
        unsupported firewalls: firewall
        unsupported GPUs and devices: gpu, gpu passthrough, passthrough, usb

        # Never skipped, never a name
        turning: not, no, never, unless, except, excluding, except for, only, only if, if, when, whenever, while, until, before, after, but, or, either, neither, nor, else, otherwise, without, instead, instead of, don't, do not, dont, doesn't, isn't, aren't, won't, shouldn't, should not, can't, cannot, other, others, rest, ignore, maybe, perhaps, about, around, approximately, roughly, at least, at most, minimum, maximum, max, min, more, less, than, some, several, few, a few, many, any, most, what, which, who, why, how, should, would, could, might, may, however, although, provided, assuming, in case, respectively, at, by, for, so, because, since
        """;
}

namespace MycoPod.Reconciler.Planning.BuiltIn.Words;

/// <summary>What something said is about; <c>facets.txt</c> has the ways to say it.</summary>
internal enum Slot
{
    Guests, Object, Names, NewId, Pattern, Count, PurposeWord, Purpose, Place,
    Cores, Sockets, Memory, Swap, Balloon, Disk, MountPoint, Size,
    Node, Storage, Bridge, Iface, Card, SlotName,
    Vlan, Ip, Prefix, Increment, Gateway, Dhcp, Ip6, Gateway6, Dns, SearchDomain, Mtu, Mac, Rate, Ports, NoPorts,
    Flag, CpuType, Machine, Boot, StartOrder, OsType, CpuLimit, CpuUnits, Display, ScsiHw, Tags, Pool, PoolStorage, User, Account, Password, SshKey, Comment,
    System, Iso, IsoWord, TemplateFile, Source, TemplateWord, Url, Upload, File, FileName, Checksum, QuotedText,
    StorageType, Server, Export, Share, ShareName, Path, Dataset, Vg, ThinPool, Datastore, Content, NfsVersion, Fingerprint,
    Schedule, Keep, Mode, Date, Job,
    Port, Macro, Direction, TrafficSource, TrafficDest, Cidr, Policy, Alias, SecGroup, IpSet, ClusterWide, RulePos, Only,
    Group, Member, Role, AccessPath, Everywhere, Privileges, Token, Email,
    HaGroup, HaPriority, MaxRestart, MaxRelocate, SnapName, OlderThan,
    Software, ZoneName, Command, Manager, Worker, SudoGroup,
    Timeout, SshUser,
    NicModel, StartDelay, Uid, PersonName, Expiry, DiskCache, HaState,
    Zone, Vnet, Subnet, Peers,
}

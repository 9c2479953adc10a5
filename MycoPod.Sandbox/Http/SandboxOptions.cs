using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Inventory;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Http;

/// <param name="StateDirectory">Made at the first start, kept from then on.</param>
internal sealed record SandboxOptions(string StateDirectory)
{
    /// <summary>0 takes a free port.</summary>
    public int Port { get; init; }

    /// <summary>20 makes tasks and delays twenty times faster than the real server's.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Whether nodes and machines can be logged in to over SSH.</summary>
    public bool Ssh { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The inventory that a fresh state directory is filled from; one that is there already must come from it too.</summary>
    public string? Inventory { get; init; }

    /// <summary>The cluster of a fresh state directory.</summary>
    public Func<DateTimeOffset, ClusterDocument> Seed { get; init; } = ClusterSeed.Homelab;

    /// <summary>The users of a fresh state directory.</summary>
    public Func<AccountsDocument> Accounts { get; init; } = AccountSeed.Homelab;

    /// <exception cref="InvalidDataException">The file is no inventory.</exception>
    public SandboxOptions FromInventory(string path)
    {
        var file = InventoryFile.Load(path);
        return this with { Inventory = file.Name, Seed = now => new InventorySeed(file, now).Make(), Accounts = () => InventoryAccounts.Make(file) };
    }
}

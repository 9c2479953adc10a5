using System.Text;
using MycoPod.Core.Plans.Policy;
using MycoPod.Reconciler.Policy;

namespace MycoPod.Tests.Policy;

/// <summary>What a policy may say, and what is said of one that cannot be used.</summary>
public sealed class PolicyFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mycopod-policy-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void The_first_look_writes_the_default_which_allows_all_but_commands_on_nodes()
    {
        var policy = new PolicyFile(new(folder.FullName)).Read();
        Assert.Equal(PolicyFile.Default, File.ReadAllBytes(Path.Combine(folder.FullName, "policy.yaml")));
        Assert.Equal(["kinds.allow", "shell.nodes", "shell.refused"], policy.Rules.Select(r => r.Key).Distinct(StringComparer.Ordinal));
        Assert.StartsWith("# What MycoPod may do on this cluster", Encoding.UTF8.GetString(PolicyFile.Default), StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_counts_from_the_next_look()
    {
        var file = new PolicyFile(new(folder.FullName));
        var before = file.Read();
        Assert.Same(before, file.Read());
        File.WriteAllText(Path.Combine(folder.FullName, "policy.yaml"), "version: 1\nallowed: { nodes: [pve1] }\n");
        Assert.Contains(file.Read().Rules, r => r.Key == "allowed.nodes");
        File.WriteAllText(Path.Combine(folder.FullName, "policy.yaml"), "version: 3\n");
        Assert.Throws<PolicyException>(file.Read);
    }

    [Fact]
    public void Every_rule_knows_its_line()
    {
        var policy = PolicyFile.Read(
            """
            version: 1
            kinds:
              allow: ["*"]
              deny: [api-call]
              admin: ["delete-*"]
            protected:
              names: ["db-*"]
              tags:
                - prod
              ids: [101]
            limits:
              guest: { cores: 4, memory: 8 GiB }
              plan: { guests: 3, disk: 1 TiB }
            allowed:
              nodes: [pve1]
            shell:
              guests: on
              nodes: on
              refused: [fork]
            """);
        Assert.Equal(
            ["kinds.allow 3", "kinds.deny 4", "kinds.admin 5", "protected.names 7", "protected.tags 9", "protected.ids 10", "allowed.nodes 15", "shell.refused 19", "limits.guest.cores 12", "limits.guest.memory 12", "limits.plan.guests 13", "limits.plan.disk 13"],
            policy.Rules.Select(r => $"{r.Key} {r.Line}"));
        Assert.Equal((1L << 33, 1L << 40), (policy.Rules.OfType<SizeLimit>().Single(r => r.Key == "limits.guest.memory").Most, policy.Rules.OfType<SizeLimit>().Last().Most));
    }

    [Theory]
    [InlineData("", "it is empty, or no list of keys and values.")]
    [InlineData("- one\n", "it is empty, or no list of keys and values.")]
    [InlineData("version: 2\n", "line 1: version: 1 is expected.")]
    [InlineData("kinds: {}\n", "line 1: version is missing; version: 1 is expected.")]
    [InlineData("version: 1\nkinds:\n  allow: [\"*\"\n", "line 4: it is no YAML: ")]
    [InlineData("version: 1\nversion: 1\n", "line 2: it is no YAML: ")]
    [InlineData("version: 1\nprotected:\n  name: [db]\n", "line 3: protected.name: this key is not known here; known are names, tags, pools, ids.")]
    [InlineData("version: 1\nprotected:\n  names: db\n", "line 3: protected.names: a list is expected, as in [one, other].")]
    [InlineData("version: 1\nprotected: all\n", "line 2: protected: keys are expected: names, tags, pools, ids.")]
    [InlineData("version: 1\nkinds:\n  deny: [remove-guest]\n", "line 3: kinds.deny: 'remove-guest' is no step kind.")]
    [InlineData("version: 1\nshell:\n  nodes: yes\n", "line 3: shell.nodes: on or off is expected.")]
    [InlineData("version: 1\nshell:\n  refused: ['(']\n", "line 3: shell.refused: '(' is no regular expression that can be used here (")]
    [InlineData("version: 1\nlimits:\n  guest: { memory: 8 }\n", "line 3: limits.guest.memory: a size with its unit is expected, as in 32 GiB.")]
    [InlineData("version: 1\nlimits:\n  plan: { guests: many }\n", "line 3: limits.plan.guests: a whole number is expected.")]
    [InlineData("version: 1\nlimits:\n  guest: { guests: 3 }\n", "line 3: limits.guest.guests: this key is not known here; known are cores, memory, disk.")]
    public void What_is_wrong_is_said_with_its_line(string text, string problem) =>
        Assert.StartsWith(problem, Assert.Single(Assert.Throws<PolicyException>(() => PolicyFile.Read(text)).Problems), StringComparison.Ordinal);

    [Fact]
    public void All_problems_come_at_once() =>
        Assert.Equal(3, Assert.Throws<PolicyException>(() => PolicyFile.Read("version: 3\nkind: {}\nlimits: 4\n")).Problems.Count);
}

namespace MycoPod.Tests.Architecture;

/// <summary>Which part may know which.</summary>
public sealed class DependencyTests
{
    [Theory]
    [InlineData("MycoPod.Core")]
    [InlineData("MycoPod.Reconciler", "MycoPod.Core")]
    [InlineData("MycoPod.Web", "MycoPod.Core")]
    [InlineData("MycoPod.Sandbox")]
    public void Projects_know_only_what_they_may(string project, params string[] allowed)
    {
        var assembly = CodeBase.Assemblies.Single(a => a.GetName().Name == project);
        var known = assembly.GetReferencedAssemblies().Select(a => a.Name ?? "").Where(n => n.StartsWith("MycoPod.", StringComparison.Ordinal));
        Assert.Equal(allowed, known);
    }

    [Theory]
    [InlineData("Json")]
    [InlineData("Inventory")]
    [InlineData("Plans", "Inventory", "Json")]
    [InlineData("Declarations", "Json")]
    [InlineData("Approvals", "Declarations", "Plans", "Json")]
    [InlineData("Runs", "Approvals", "Declarations", "Plans", "Inventory", "Json")]
    [InlineData("Proxmox", "Inventory")]
    [InlineData("Certificates")]
    [InlineData("Configuration")]
    [InlineData("Link", "Approvals", "Inventory")]
    [InlineData("Repository", "Certificates")]
    [InlineData("Telemetry")]
    [InlineData("Diagnosis", "Data", "Repository")]
    [InlineData("Data", "Runs")]
    public void Slices_of_Core_know_only_what_they_may(string slice, params string[] allowed)
    {
        var dependencies = CodeBase.DependenciesOf($"MycoPod.Core.{slice}");
        Assert.NotEmpty(dependencies);
        Assert.DoesNotContain(
            dependencies,
            d => CodeBase.IsIn(d.To, "MycoPod.Core") && !Array.Exists(allowed, a => CodeBase.IsIn(d.To, $"MycoPod.Core.{a}")));
    }

    [Fact]
    public void Plans_are_pure() => Assert.DoesNotContain(
        CodeBase.DependenciesOf("MycoPod.Core.Plans"),
        d => CodeBase.IsIn(d.To, "System.Net.Http") || CodeBase.IsIn(d.To, "Microsoft") || CodeBase.IsIn(d.To, "System.IO") || CodeBase.IsIn(d.To, "System.TimeProvider"));

    [Theory]
    [InlineData("LibGit2Sharp", "MycoPod.Reconciler.Repository", "MycoPod.Web.Repository")]
    [InlineData("Renci.SshNet", "MycoPod.Reconciler.Shell")]
    [InlineData("MycoPod.Core.Proxmox.Access", "MycoPod.Core.Proxmox", "MycoPod.Reconciler.Credentials")]
    [InlineData("MycoPod.Core.Proxmox", "MycoPod.Core.Proxmox", "MycoPod.Reconciler")]
    [InlineData("Microsoft.SemanticKernel", "MycoPod.Reconciler.Planning.Models")]
    [InlineData("Microsoft.Extensions.AI", "MycoPod.Reconciler.Planning.Models")]
    [InlineData("OpenAI", "MycoPod.Reconciler.Planning.Models")]
    [InlineData("Anthropic", "MycoPod.Reconciler.Planning.Models")]
    public void What_a_slice_keeps_to_itself_is_used_nowhere_else(string used, params string[] allowed) =>
        Assert.Empty(CodeBase.UsersOf(used, allowed));
}

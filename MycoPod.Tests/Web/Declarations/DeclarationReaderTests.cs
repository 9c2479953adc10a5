using System.Text;
using MycoPod.Core.Declarations;
using MycoPod.Web.Declarations;
using MycoPod.Web.Repository;

namespace MycoPod.Tests.Web.Declarations;

public sealed class DeclarationReaderTests
{
    private static readonly DeclarationDocument Document = new(
        new(DeclarationId.Create(DateTimeOffset.UnixEpoch), 1, "One container", "ben", DeclarationStatus.PendingApproval, DateTimeOffset.UnixEpoch), "Create a container.\n");

    private static string Folder => $"declarations/1970/one-container-{Document.Header.Id.ShortForm}";

    [Fact]
    public void What_MycoPod_wrote_is_read_without_a_problem()
    {
        var read = Read(DeclarationFiles.Of(Document, TestPlans.CreateAndStart().ToBytes()));
        Assert.Null(read.Problem);
        Assert.Equal(Document.ComputeTextDigest(), read.TextDigest);
        Assert.Equal(TestPlans.CreateAndStart().ComputeDigest(), read.PlanDigest);
    }

    [Theory]
    [InlineData("declaration.md", "no front matter", "front matter")]
    [InlineData("plan.json", "{}", "plan.json cannot be read")]
    [InlineData("plan.md", "# Harmless\n", "plan.md does not say what plan.json does")]
    [InlineData("approval.json", "{\"payload\":1}", "approval.json cannot be read")]
    public void Whatever_is_wrong_becomes_a_problem_for_people(string file, string content, string expected)
    {
        var files = DeclarationFiles.Of(Document, TestPlans.CreateAndStart().ToBytes());
        files[file] = Encoding.UTF8.GetBytes(content);
        Assert.Contains(expected, Read(files).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_copy_in_another_folder_is_noticed() => Assert.Contains(
        "it may be a copy",
        DeclarationReader.Read(Content("declarations/1970/copied-00000000", DeclarationFiles.Of(Document, TestPlans.CreateAndStart().ToBytes()))).Problem,
        StringComparison.Ordinal);

    [Fact]
    public void Bytes_that_are_no_text_do_no_harm() => Assert.NotNull(Read(new() { ["declaration.md"] = [0xff, 0x00, 0xfe] }).Problem);

    private static IndexedDeclaration Read(Dictionary<string, byte[]> files) => DeclarationReader.Read(Content(Folder, files));

    private static FolderContent Content(string folder, Dictionary<string, byte[]> files) =>
        new(folder, "tree", files, new string('a', 40), DateTimeOffset.UnixEpoch, IsByMycoPod: true);
}

using CsCheck;
using MycoPod.Core.Declarations;

namespace MycoPod.Tests.Declarations;

public sealed class DeclarationDocumentTests
{
    private static readonly DeclarationHeader Header = new(
        new(new("0193a0f0-0000-7000-8000-0000000000aa")), 3, "Two \"web\" servers: # yes", "admin", DeclarationStatus.Ready, new(2026, 11, 25, 19, 36, 0, TimeSpan.Zero));

    [Fact]
    public void It_reads_back_exactly_as_it_was_written() => Gen.Select(Gen.String, Gen.String).Where(HasOnlyWholeCharacters).Sample((title, text) =>
    {
        var document = new DeclarationDocument(Header with { Title = title.ReplaceLineEndings(" ") }, DeclarationDocument.Normalize(text).Replace("\r", "", StringComparison.Ordinal));
        return DeclarationDocument.Read(document.Write()) == document;
    });

    [Fact]
    public void The_front_matter_is_what_people_expect_to_read() => Assert.Equal(
        """
        ---
        id: 0193a0f0-0000-7000-8000-0000000000aa
        revision: 3
        title: "Two \"web\" servers: # yes"
        author: "admin"
        status: ready
        created: 2026-11-25T19:36:00Z
        ---
          text, untrimmed 

        """,
        new DeclarationDocument(Header, "  text, untrimmed \n").Write());

    [Theory]
    [InlineData("no front matter", "does not begin")]
    [InlineData("---\nid: x\n", "does not end")]
    [InlineData("---\nid: x\n---\ntext", "6 are expected: id, revision, title, author, status, created")]
    [InlineData("---\nid: x\n---\ntext\r\n", "carriage returns")]
    [InlineData("---\nid: a\nrevision: 1\ntitle: \"t\"\nauthor: \"a\"\nstatus: ready\ncreated: 2026-11-25T19:36:00Z\n---\n", "id is 'a'")]
    [InlineData("---\nid: 0193a0f0-0000-7000-8000-0000000000aa\nrevision: 0\ntitle: \"t\"\nauthor: \"a\"\nstatus: ready\ncreated: 2026-11-25T19:36:00Z\n---\n", "revision is '0'")]
    [InlineData("---\nid: 0193a0f0-0000-7000-8000-0000000000aa\nrevision: 1\ntitle: \"t\"\nauthor: \"a\"\nstatus: go\ncreated: 2026-11-25T19:36:00Z\n---\n", "status is 'go'")]
    [InlineData("---\nid: 0193a0f0-0000-7000-8000-0000000000aa\nrevision: 1\ntitle: \"t\"\nauthor: \"a\"\nstatus: ready\ncreated: yesterday\n---\n", "created is 'yesterday'")]
    [InlineData("---\nid: 0193a0f0-0000-7000-8000-0000000000aa\nrevision: 1\ntitle: t\nauthor: \"a\"\nstatus: ready\ncreated: 2026-11-25T19:36:00Z\n---\n", "title is 't'")]
    [InlineData("---\nid: 0193a0f0-0000-7000-8000-0000000000aa\nrevision: 1\ntitle: [t]\nauthor: \"a\"\nstatus: ready\ncreated: 2026-11-25T19:36:00Z\n---\n", "title is '[t]'")]
    [InlineData("---\nid: 0193a0f0-0000-7000-8000-0000000000aa\nrevision: 1\ntitle: \"a\\u0000b\"\nauthor: \"a\"\nstatus: ready\ncreated: 2026-11-25T19:36:00Z\n---\n", "none of them a control character")]
    [InlineData("---\nid: 0193a0f0-0000-7000-8000-0000000000aa\nrevision: 1\ntitle: \"\\ud83dA\"\nauthor: \"a\"\nstatus: ready\ncreated: 2026-11-25T19:36:00Z\n---\n", "title is")]
    [InlineData("---\nid: 0193a0f0-0000-7000-8000-0000000000aa\nrevision: 1\ntitle: \"t\"\nauthor: null\nstatus: ready\ncreated: 2026-11-25T19:36:00Z\n---\n", "author is 'null'")]
    [InlineData("---\nid: 0193a0f0-0000-7000-8000-0000000000aa\nrevision: 1\ntitle: \"t\"\nauthor: \"a\"\nstatus: ready\napproved: yes\ncreated: 2026-11-25T19:36:00Z\n---\n", "7 lines")]
    [InlineData("---\nid: 0193a0f0-0000-7000-8000-0000000000aa\nrevision: 1\ntitle: \"t\"\n!!str id: y\nstatus: ready\ncreated: 2026-11-25T19:36:00Z\n---\n", "where 'author: …' is expected")]
    public void What_is_wrong_is_named(string content, string expected) =>
        Assert.Contains(expected, Assert.Throws<FormatException>(() => DeclarationDocument.Read(content)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Create two containers. Start them.", "Create two containers")]
    [InlineData("\n\n  Give web-1.lan 2.5 GB!  And more", "Give web-1.lan 2.5 GB")]
    [InlineData("", "")]
    public void A_title_is_the_first_sentence(string text, string title) => Assert.Equal(title, DeclarationTitle.From(text));

    [Fact]
    public void A_long_first_sentence_is_cut_at_a_word()
    {
        var title = DeclarationTitle.From(string.Join(' ', Enumerable.Repeat("containers", 40)));
        Assert.InRange(title.Length, 60, DeclarationTitle.MaxLength);
        Assert.EndsWith("containers…", title, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Three Ubuntu VMs!", "declarations/2026/three-ubuntu-vms-000000aa")]
    [InlineData("../../etc", "declarations/2026/etc-000000aa")]
    [InlineData("Größe", "declarations/2026/gr-e-000000aa")]
    [InlineData("日本", "declarations/2026/declaration-000000aa")]
    public void A_folder_is_named_after_year_title_and_id(string title, string folder) =>
        Assert.Equal(folder, DeclarationFolder.PathOf(Header.Id, title, Header.Created));

    [Fact]
    public void A_front_matter_without_end_of_reason_is_refused() => Assert.Throws<FormatException>(
        () => DeclarationDocument.Read($"---\nid: {new string('[', 1_000_000)}\n---\n"));

    private static bool HasOnlyWholeCharacters(string title, string text) => !(title + text).Any(c => char.IsSurrogate(c) || char.IsControl(c) || c is '\u0085' or '\u2028' or '\u2029' or '\ufffe' or '\uffff' or '\ufeff');
}

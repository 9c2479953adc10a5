using System.Text;

namespace MycoPod.Web.Repository;

/// <summary>What MycoPod puts into an empty repository.</summary>
internal static class FirstCommit
{
    private const string ReadMe =
        """
        # Declarations

        This repository belongs to MycoPod. Each folder below `declarations/` is one declaration: what someone wants the cluster to
        look like, in plain English (`declaration.md`), the plan that follows from it (`plan.json`, and `plan.md` for reading), and
        the Admin's signed approval (`approval.json`).

        Only MycoPod writes here. A change pushed by anyone else is shown and never carried out.

        """;

    public static readonly FolderChange Change = new(
        "",
        new Dictionary<string, byte[]>(StringComparer.Ordinal) { ["README.md"] = Encoding.UTF8.GetBytes(ReadMe.ReplaceLineEndings("\n")) },
        "Begin the declarations repository",
        new Signer("MycoPod", Clone.CommitterEmail));
}

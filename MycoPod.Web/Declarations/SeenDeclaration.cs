namespace MycoPod.Web.Declarations;

/// <summary>Which declaration a person decided about: its folder and the revision that was before them.</summary>
internal sealed record SeenDeclaration(string Folder, int Revision);

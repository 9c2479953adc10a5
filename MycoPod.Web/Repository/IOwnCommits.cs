namespace MycoPod.Web.Repository;

/// <summary>
/// Remembers which commits Web made. Names and addresses in a commit can be written by anyone who pushes; whether Web made it
/// cannot.
/// </summary>
internal interface IOwnCommits
{
    /// <summary>Called before the push: a commit that never arrives harms nobody.</summary>
    void Add(string id);

    bool Contains(string id);
}

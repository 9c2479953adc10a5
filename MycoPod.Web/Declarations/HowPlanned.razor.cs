using MycoPod.Core.Link;

namespace MycoPod.Web.Declarations;

/// <summary>For Admins: which model planned, what it cost, and all that was said, secrets masked.</summary>
public sealed partial class HowPlanned
{
    private static string Heading(PlanningMessage message) => message.Role switch
    {
        "system" => "Rules",
        "user" => "Asked",
        "assistant" => "Answered",
        _ => "Looked up",
    };
}

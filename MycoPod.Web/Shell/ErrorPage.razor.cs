namespace MycoPod.Web.Shell;

/// <summary>What a browser sees when an address leads nowhere or a request fails. Details are in the log of the host only.</summary>
public sealed partial class ErrorPage
{
    private string Heading => Code switch
    {
        StatusCodes.Status404NotFound => "Nothing is here",
        StatusCodes.Status403Forbidden => "Not allowed",
        StatusCodes.Status400BadRequest => "This form is out of date",
        _ => "Something went wrong",
    };

    private string Advice => Code switch
    {
        StatusCodes.Status404NotFound => "The address may be mistyped, or what it led to is gone.",
        StatusCodes.Status403Forbidden => "This page is for Admins. If you need it, ask whoever runs this MycoPod.",
        StatusCodes.Status400BadRequest => "Go back, reload the page and try again.",
        _ => "What was saved is kept. Reconciliation Logs say what ran, and the log of the MycoPod host says what went wrong. Try again.",
    };
}

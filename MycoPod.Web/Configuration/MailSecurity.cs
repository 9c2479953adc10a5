namespace MycoPod.Web.Configuration;

/// <summary>How the way to the mail server is protected.</summary>
internal enum MailSecurity
{
    /// <summary>Not at all; only for a server on this host or a network that is trusted.</summary>
    None,

    /// <summary>The connection begins in clear and has to become TLS before anything is sent.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,
}

using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace MycoPod.Core.Proxmox;

/// <summary>A file to be uploaded to a storage. The node keeps it in <c>/var/tmp</c> first; the task then copies it to its place.</summary>
/// <param name="Name">With an extension that suits its kind of content, as in <c>debian.iso</c>.</param>
/// <param name="Open">Opens it from its start; called once for each sending, and closed after. It can seek: the server refuses bodies of unknown length.</param>
public sealed partial record UploadedFile(string Name, Func<Stream> Open)
{
    /// <exception cref="ArgumentException">It holds something else than letters, digits, <c>. _ -</c> and <c>+</c>, and could break out of its part.</exception>
    public string Name { get; } = FileName().IsMatch(Name) ? Name : throw new ArgumentException($"'{Name}' is no name for an upload: letters, digits, dots, hyphens, _ and + only.", nameof(Name));

    /// <summary>
    /// The one form that the server takes: an unquoted boundary, quoted names, Content-Disposition as the only header of each part,
    /// and the parameters before the file (facts, annex E).
    /// </summary>
    internal MultipartFormDataContent Content(IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var boundary = $"mycopod{RandomNumberGenerator.GetHexString(32, lowercase: true)}";
        var content = new MultipartFormDataContent(boundary);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", $"multipart/form-data; boundary={boundary}");
        foreach (var (name, value) in parameters) content.Add(Part(new StringContent(value), $"form-data; name=\"{name}\""));
        content.Add(Part(new StreamContent(Open()), $"form-data; name=\"filename\"; filename=\"{Name}\""));
        return content;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_+\-][A-Za-z0-9._+\-]{0,254}\z")]
    private static partial Regex FileName();

    private static T Part<T>(T part, string disposition)
        where T : HttpContent
    {
        part.Headers.Clear();
        part.Headers.TryAddWithoutValidation("Content-Disposition", disposition);
        return part;
    }
}

using System.Security.Cryptography;

namespace MycoPod.Core.Proxmox;

/// <summary>A file to be uploaded to a storage.</summary>
/// <param name="Name">With an extension that suits its kind of content, as in <c>debian.iso</c>.</param>
/// <param name="Open">Opens it from its start; called once for each sending, and closed after. It can seek: the server refuses bodies of unknown length.</param>
public sealed record UploadedFile(string Name, Func<Stream> Open)
{
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

    private static T Part<T>(T part, string disposition)
        where T : HttpContent
    {
        part.Headers.Clear();
        part.Headers.TryAddWithoutValidation("Content-Disposition", disposition);
        return part;
    }
}

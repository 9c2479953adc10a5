using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using MycoPod.Sandbox.Parameters;

namespace MycoPod.Sandbox.Http;

/// <summary>
/// The one form of multipart body that the server takes (pve-http-server 5.2.2, AnyEvent.pm, file_upload_multipart): a
/// boundary without quotes, names in quotes, Content-Disposition as the first header of each part, the file last.
/// </summary>
internal static partial class UploadReader
{
    private const string FileField = "filename";

    private static readonly byte[] HeaderEnd = "\r\n\r\n"u8.ToArray();

    public static bool IsUpload(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && request.ContentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) == true;

    public static async Task<(Dictionary<string, RawValue> Parameters, UploadedFile File)> ReadAsync(HttpRequest request)
    {
        if (Boundary().Match(request.ContentType ?? "") is not { Success: true } boundary)
            throw Failed();

        using var memory = new MemoryStream();
        await request.Body.CopyToAsync(memory, request.HttpContext.RequestAborted);
        return Parse(memory.GetBuffer().AsSpan(0, (int)memory.Length), Encoding.ASCII.GetBytes($"--{boundary.Groups[1].Value}"));
    }

    private static (Dictionary<string, RawValue> Parameters, UploadedFile File) Parse(ReadOnlySpan<byte> body, byte[] delimiter)
    {
        var parameters = new Dictionary<string, RawValue>(StringComparer.Ordinal);
        while (body.IndexOf(delimiter) is >= 0 and var start)
        {
            body = body[(start + delimiter.Length)..];
            if (body.StartsWith("--"u8))
                break;
            var headerEnd = body.IndexOf(HeaderEnd);
            if (headerEnd < 0 || Disposition().Match(Encoding.UTF8.GetString(body[..headerEnd])) is not { Success: true } part)
                throw Failed();

            body = body[(headerEnd + HeaderEnd.Length)..];
            var end = body.IndexOf([(byte)'\r', (byte)'\n', .. delimiter]);
            if (end < 0)
                throw Failed();
            if (part.Groups[2].Success)
                return part.Groups[1].Value == FileField ? WithFile(parameters, part.Groups[2].Value, body[..end].ToArray()) : throw Failed();
            parameters[part.Groups[1].Value] = Encoding.UTF8.GetString(body[..end]);
        }

        throw Failed();
    }

    private static (Dictionary<string, RawValue> Parameters, UploadedFile File) WithFile(Dictionary<string, RawValue> parameters, string name, byte[] content)
    {
        var temporary = $"/var/tmp/pveupload-{RandomNumberGenerator.GetHexString(32, lowercase: true)}";
        parameters[FileField] = name;
        parameters["tmpfilename"] = temporary;
        return (parameters, new(temporary, content.Length, algorithm => Hash(algorithm, content)));
    }

    private static string Hash(string algorithm, byte[] content)
    {
#pragma warning disable CA5350, CA5351 // These are what the API offers; they notice broken transfers and protect nothing.
        return Convert.ToHexStringLower(algorithm switch
        {
            "md5" => MD5.HashData(content),
            "sha1" => SHA1.HashData(content),
            "sha384" => SHA384.HashData(content),
            "sha512" => SHA512.HashData(content),
            _ => SHA256.HashData(content),
        });
#pragma warning restore CA5350, CA5351
    }

    private static RefusedRequestException Failed() => new(StatusCodes.Status501NotImplemented, "upload failed");

    [GeneratedRegex(@"^multipart/form-data;\s*boundary=([^\s;""]+)\z", RegexOptions.IgnoreCase)]
    private static partial Regex Boundary();

    [GeneratedRegex(@"^\r\nContent-Disposition: form-data; name=""([^""]+)""(?:; filename=""([^""]+)"")?(?:\r\n|\z)", RegexOptions.IgnoreCase)]
    private static partial Regex Disposition();
}

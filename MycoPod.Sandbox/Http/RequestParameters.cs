using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using MycoPod.Sandbox.Parameters;

namespace MycoPod.Sandbox.Http;

/// <summary>Parameters from the query and the body, with the body rules of pve-http-server 5.2.</summary>
internal static class RequestParameters
{
    private const int BodyLimit = 512 * 1024;

    public static void RefuseUnreadable(HttpRequest request)
    {
        if (request.Headers.TransferEncoding.Count > 0)
            throw new RefusedRequestException(StatusCodes.Status501NotImplemented, "chunked transfer encoding not supported");
        if (request.ContentLength > 0 && !TakesBody(request))
            throw new RefusedRequestException(StatusCodes.Status501NotImplemented, $"Unexpected content for method '{request.Method}'");
        if (request.ContentLength > BodyLimit && !UploadReader.IsUpload(request))
            throw new RefusedRequestException(StatusCodes.Status501NotImplemented, "for data too large");
    }

    public static async Task<Dictionary<string, RawValue>> ReadAsync(HttpRequest request)
    {
        var values = FromForm(QueryHelpers.ParseQuery(request.QueryString.Value));
        if (!TakesBody(request) || request.ContentLength is null or 0)
            return values;

        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        var isJson = request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) == true;
        foreach (var (name, value) in isJson ? FromJson(body) : FromForm(QueryHelpers.ParseQuery(body)))
            values[name] = value;
        return values;
    }

    private static bool TakesBody(HttpRequest request) => HttpMethods.IsPost(request.Method) || HttpMethods.IsPut(request.Method);

    /// <summary>A repeated key becomes a list, which travels as NUL separated text.</summary>
    private static Dictionary<string, RawValue> FromForm(Dictionary<string, StringValues> form) =>
        form.ToDictionary(entry => entry.Key, entry => new RawValue(string.Join('\0', entry.Value.ToArray())), StringComparer.Ordinal);

    private static Dictionary<string, RawValue> FromJson(string body)
    {
        var values = new Dictionary<string, RawValue>(StringComparer.Ordinal);
        try
        {
            using var document = JsonDocument.Parse(body);
            foreach (var property in document.RootElement.EnumerateObject().Where(property => property.Value.ValueKind != JsonValueKind.Null))
                values[property.Name] = FromJson(property.Value);
        }
        catch (Exception mistake) when (mistake is JsonException or InvalidOperationException)
        {
            throw new RefusedRequestException(StatusCodes.Status500InternalServerError, Malformed(body));
        }

        return values;
    }

    private static RawValue FromJson(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => new RawValue("1", RawValue.BooleanReference),
        JsonValueKind.False => new RawValue("0", RawValue.BooleanReference),
        JsonValueKind.Array => new RawValue(string.Join('\0', value.EnumerateArray()), RawValue.ListReference),
        JsonValueKind.Object => new RawValue(value.GetRawText(), "HASH"),
        JsonValueKind.String => new RawValue(value.GetString() ?? ""),
        _ => new RawValue(value.GetRawText()),
    };

    /// <summary>The text of Perl's parser for a body that ends too early, the only malformed one on record.</summary>
    private static string Malformed(string body) =>
        "malformed JSON string, neither tag, array, object, number, string or atom, at character offset "
        + $"{body.Length} (before \"(end of string)\") at /usr/share/perl5/PVE/APIServer/AnyEvent.pm line 917.";
}

namespace MycoPod.Sandbox.Http;

/// <summary>An answer that is an error. The message carries no line end: the server adds it to every one but 501.</summary>
internal sealed class ApiException(int status, string message) : Exception(message)
{
    /// <summary>A proxying node could not connect to the one that was meant; the answer has no body.</summary>
    public const int Unreachable = 595;

    public int Status { get; } = status;

    public IReadOnlyDictionary<string, string>? Errors { get; private init; }

    public static ApiException Failure(string message) => new(StatusCodes.Status500InternalServerError, message);

    public static ApiException Forbidden(string? what = null) =>
        new(StatusCodes.Status403Forbidden, what is null ? "Permission check failed" : $"Permission check failed ({what})");

    public static ApiException Unauthorized(string message) => new(StatusCodes.Status401Unauthorized, message);

    public static ApiException BadParameter(string name, string text) =>
        BadParameters(new Dictionary<string, string>(StringComparer.Ordinal) { [name] = text });

    public static ApiException BadParameters(IReadOnlyDictionary<string, string> errors) =>
        new(StatusCodes.Status400BadRequest, "Parameter verification failed.") { Errors = errors };
}

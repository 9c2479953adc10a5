namespace MycoPod.Sandbox.Http;

/// <summary>A file that came with a request. The sandbox keeps its name and size, not its content.</summary>
/// <param name="Hash">Lower case hexadecimal, by the algorithm's name in the API.</param>
internal sealed record UploadedFile(string TemporaryName, long Size, Func<string, string> Hash);

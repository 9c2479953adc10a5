using System.Text;
using MycoPod.Core.Plans;

namespace MycoPod.Reconciler.Credentials;

/// <summary>What steps name and no plan holds, as the password of a share: one file each in the protected directory.</summary>
internal sealed class AgentSecrets(ProtectedDirectory directory)
{
    /// <summary>In characters: what Proxmox takes for a storage.</summary>
    public const int Longest = 256;

    private const int Shortest = 6;

    private readonly string folder = Path.Combine(directory.Path, "secrets");

    /// <summary>What another account wrote and the Agent may not read is as if it were not there.</summary>
    public IReadOnlyList<string> Names => Read(() => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder).Select(p => Path.GetFileName(p)).Where(SecretParameter.IsName).Order(StringComparer.Ordinal)]
        : (IReadOnlyList<string>)[]) ?? [];

    /// <summary>Those that are long enough to be told from words: what is shorter is masked by its parameter's name alone.</summary>
    public IReadOnlyList<string> Values => [.. Names.Select(Find).OfType<string>().Where(v => v.Length >= Shortest)];

    /// <exception cref="FormatException">The name or the value cannot be used; the text does not hold the value.</exception>
    public void Set(string name, string value)
    {
        if (!SecretParameter.IsName(name)) throw new FormatException($"'{name}' is no name of a secret: letters, digits, - _ and ., at most 64.");
        if (value.Length is 0 or > Longest || value.Any(char.IsControl)) throw new FormatException($"The value has to be one line of 1 to {Longest} characters.");
        new ProtectedDirectory(folder).Write(name, Encoding.UTF8.GetBytes(value));
    }

    /// <returns>Null where there is none.</returns>
    public string? Find(string name) => SecretParameter.IsName(name) && Read(() => File.Exists(PathOf(name)) ? File.ReadAllText(PathOf(name), Encoding.UTF8) : null) is { Length: > 0 } content
        ? content.TrimEnd('\r', '\n')
        : null;

    /// <returns>Whether there was one.</returns>
    public bool Remove(string name)
    {
        if (Find(name) is null) return false;
        File.Delete(PathOf(name));
        return true;
    }

    private string PathOf(string name) => Path.Combine(folder, name);

    private static T? Read<T>(Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }
}

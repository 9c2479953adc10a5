using System.Text;
using MycoPod.Core.Plans.Policy;
using MycoPod.Reconciler.Credentials;

namespace MycoPod.Reconciler.Policy;

/// <summary><c>policy.yaml</c> in the Agent's protected directory. The first look writes the default, with comments.</summary>
internal sealed class PolicyFile(ProtectedDirectory directory)
{
    public const string Name = "policy.yaml";

    /// <summary>What was read last: the file is read at every check, and its rules are made anew where it has changed.</summary>
    private volatile KnownPolicy? known;

    /// <summary>The content of a fresh installation's file.</summary>
    public static byte[] Default
    {
        get
        {
            using var resource = typeof(PolicyFile).Assembly.GetManifestResourceStream("default-policy.yaml") ?? throw new InvalidOperationException("The default policy is not part of the program.");
            using MemoryStream bytes = new();
            resource.CopyTo(bytes);
            return bytes.ToArray();
        }
    }

    /// <exception cref="PolicyException">It cannot be used; then nothing is allowed.</exception>
    public ClusterPolicy Read()
    {
        try
        {
            var content = directory.Find(Name);
            if (content is null) directory.Write(Name, content = Default);
            if (known is { } before && before.Content.AsSpan().SequenceEqual(content)) return before.Policy;
            var policy = Read(Encoding.UTF8.GetString(content));
            known = new(content, policy);
            return policy;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PolicyException([$"it cannot be read ({e.Message})."]);
        }
    }

    /// <exception cref="PolicyException">All that is wrong with it, each with its line.</exception>
    public static ClusterPolicy Read(string text) => new PolicyReader(text).Read();

    private sealed record KnownPolicy(byte[] Content, ClusterPolicy Policy);
}

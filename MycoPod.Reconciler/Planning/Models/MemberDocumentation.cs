using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MycoPod.Reconciler.Planning.Models;

/// <summary>What the documentation comments of Core say, from the file that the compiler writes beside the assembly.</summary>
internal sealed partial class MemberDocumentation(IReadOnlyDictionary<string, XElement> members)
{
    public static MemberDocumentation OfCore { get; } = Load(Path.ChangeExtension(typeof(Core.Plans.Step).Assembly.Location, ".xml"));

    /// <summary>The first sentence about a type, up to its colon; empty where nothing is said.</summary>
    public string FirstSentence(Type type)
    {
        var text = Text(members.GetValueOrDefault($"T:{type.FullName}")?.Element("summary"));
        var end = text.IndexOf(". ", StringComparison.Ordinal);
        var sentence = end < 0 ? text : text[..(end + 1)];
        return sentence.IndexOf(": ", StringComparison.Ordinal) is var colon and > 0 ? $"{sentence[..colon]}." : sentence;
    }

    /// <summary>All that is said about a type.</summary>
    public string Summary(Type type) => Text(members.GetValueOrDefault($"T:{type.FullName}")?.Element("summary"));

    /// <returns>Null where nothing is said.</returns>
    public string? OfParameter(ParameterInfo parameter)
    {
        var about = members.GetValueOrDefault($"T:{parameter.Member.DeclaringType?.FullName}")?.Elements("param").FirstOrDefault(p => p.Attribute("name")?.Value == parameter.Name);
        return about is null ? null : Text(about);
    }

    /// <returns>Null where nothing is said.</returns>
    public string? OfProperty(PropertyInfo property) =>
        members.GetValueOrDefault($"P:{property.DeclaringType?.FullName}.{property.Name}")?.Element("summary") is { } about ? Text(about) : null;

    private static MemberDocumentation Load(string path) => new(
        XDocument.Load(path).Descendants("member").Where(m => m.Attribute("name") is not null).ToDictionary(m => m.Attribute("name")?.Value ?? "", StringComparer.Ordinal));

    private static string Text(XElement? element)
    {
        if (element is null) return "";
        var words = element.DescendantNodes().Select(n => n switch
        {
            XText text => text.Value,
            XElement { Name.LocalName: "see" } see => see.Attribute("cref")?.Value.Split('.')[^1] ?? "",
            _ => "",
        });
        return Spaces().Replace(string.Concat(words), " ").Trim();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}

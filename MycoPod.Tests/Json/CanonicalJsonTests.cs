using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using MycoPod.Core.Json;

namespace MycoPod.Tests.Json;

public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("""{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}""", """{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}""")]
    [InlineData("""{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}""", "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}")]
    [InlineData("""[56,{"d":true,"10":null,"1":[]}]""", """[56,{"1":[],"10":null,"d":true}]""")]
    [InlineData("{}", "{}")]
    public void Examples_of_RFC_8785_come_out_byte_for_byte(string json, string canonical) =>
        Assert.Equal(canonical, Encoding.UTF8.GetString(CanonicalJson.Write(JsonNode.Parse(json))));

    [Theory]
    [InlineData(0x0000000000000000, "0")]
    [InlineData(unchecked((long)0x8000000000000000), "0")]
    [InlineData(0x0000000000000001, "5e-324")]
    [InlineData(unchecked((long)0x8000000000000001), "-5e-324")]
    [InlineData(0x7fefffffffffffff, "1.7976931348623157e+308")]
    [InlineData(0x4340000000000000, "9007199254740992")]
    [InlineData(unchecked((long)0xc340000000000000), "-9007199254740992")]
    [InlineData(0x4430000000000000, "295147905179352830000")]
    [InlineData(0x44b52d02c7e14af5, "9.999999999999997e+22")]
    [InlineData(0x44b52d02c7e14af6, "1e+23")]
    [InlineData(0x44b52d02c7e14af7, "1.0000000000000001e+23")]
    [InlineData(0x444b1ae4d6e2ef4e, "999999999999999700000")]
    [InlineData(0x444b1ae4d6e2ef4f, "999999999999999900000")]
    [InlineData(0x444b1ae4d6e2ef50, "1e+21")]
    [InlineData(0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7")]
    [InlineData(0x3eb0c6f7a0b5ed8d, "0.000001")]
    [InlineData(0x41b3de4355555553, "333333333.3333332")]
    [InlineData(0x41b3de4355555557, "333333333.33333343")]
    [InlineData(unchecked((long)0xbecbf647612f3696), "-0.0000033333333333333333")]
    [InlineData(0x43143ff3c1cb0959, "1424953923781206.2")]
    public void Numbers_of_RFC_8785_appendix_B_come_out_as_there(long bits, string expected) =>
        Assert.Equal(expected, EcmaScriptNumber.Format(BitConverter.Int64BitsToDouble(bits)));

    [Fact]
    public void Any_finite_number_reads_back_as_itself() =>
        Gen.Double.Where(double.IsFinite).Sample(value => double.Parse(EcmaScriptNumber.Format(value)) == value);

    [Fact]
    public void Canonical_bytes_are_their_own_canonical_form() =>
        Gen.Select(Gen.String, Gen.Double.Where(double.IsFinite), Gen.Int, Gen.Bool).Where((s, _, _, _) => !HoldsLoneSurrogate(s)).Sample((text, number, integer, flag) =>
        {
            var value = new JsonObject { ["z"] = number, ["a"] = new JsonArray(text, integer), [text.Length == 0 ? "k" : text + "!"] = flag };
            var bytes = CanonicalJson.Write(value);
            return bytes.AsSpan().SequenceEqual(CanonicalJson.Write(JsonNode.Parse(bytes)));
        });

    [Fact]
    public void Half_a_surrogate_pair_is_refused() =>
        Assert.Throws<JsonException>(() => CanonicalJson.Write(JsonValue.Create("\ud83d")));

    private static bool HoldsLoneSurrogate(string text)
    {
        try
        {
            new UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount(text);
            return false;
        }
        catch (EncoderFallbackException)
        {
            return true;
        }
    }
}

using System.Text;
using MycoPod.Web.Accounts.SecondFactors;

namespace MycoPod.Tests.Web.Accounts.SecondFactors;

public sealed class TotpTests
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("12345678901234567890");

    /// <summary>RFC 6238, appendix B; of its eight digits the last six.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(seconds);
        Assert.Equal(code, Totp.CodeOf(Key, Totp.StepAt(now)));
        Assert.Equal(Totp.StepAt(now), Totp.FindStep(Key, $" {code[..3]} {code[3..]}", now));
    }

    [Fact]
    public void A_code_is_good_for_one_step_before_and_after_its_own()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
        var code = Totp.CodeOf(Key, Totp.StepAt(now));
        Assert.NotNull(Totp.FindStep(Key, code, now.AddSeconds(30)));
        Assert.NotNull(Totp.FindStep(Key, code, now.AddSeconds(-30)));
        Assert.Null(Totp.FindStep(Key, code, now.AddSeconds(60)));
        Assert.Null(Totp.FindStep(Key, code, now.AddSeconds(-60)));
        Assert.Null(Totp.FindStep(Key, "", now));
        Assert.Null(Totp.FindStep(Key, "١٢٣٤٥٦", now));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Keys_are_written_as_the_standard_says(string plain, string written) => Assert.Equal(written, Base32.Encode(Encoding.ASCII.GetBytes(plain)));

    [Fact]
    public void Recovery_codes_differ_and_are_forgiving_about_how_they_are_typed()
    {
        var account = Guid.Parse("01900000-0000-7000-8000-000000000001");
        var codes = RecoveryCodes.Make();
        Assert.Equal(RecoveryCodes.Count, codes.Distinct(StringComparer.Ordinal).Count());
        Assert.All(codes, c => Assert.Matches("^([2-9a-z]{4}-){3}[2-9a-z]{4}$", c));
        var digest = RecoveryCodes.DigestOf(account, codes[0]);
        Assert.Equal(digest, RecoveryCodes.DigestOf(account, $" {codes[0].Replace('-', ' ').ToUpperInvariant()} "));
        Assert.NotEqual(digest, RecoveryCodes.DigestOf(Guid.Empty, codes[0]));
        Assert.Null(RecoveryCodes.DigestOf(account, codes[0][1..]));
    }
}

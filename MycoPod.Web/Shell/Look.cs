using MudBlazor;

namespace MycoPod.Web.Shell;

/// <summary>MudBlazor's theme, from the same tokens as app.css.</summary>
internal static class Look
{
    private static readonly string[] Font = ["Roboto", "system-ui", "sans-serif"];

    public static readonly MudTheme Theme = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#1c6b50",
            PrimaryDarken = "#14513c",
            Background = "#f6f8f7",
            Surface = "#ffffff",
            AppbarBackground = "#ffffff",
            AppbarText = "#17211c",
            DrawerBackground = "#ffffff",
            DrawerText = "#17211c",
            DrawerIcon = "#17211c",
            TextPrimary = "#17211c",
            TextSecondary = "#566159",
            ActionDefault = "#566159",
            LinesDefault = "#e1e7e3",
            Success = "#1a7044",
            Warning = "#8a5a00",
            Error = "#b3261e",
            Info = "#245a9e",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#6fc4a0",
            PrimaryDarken = "#9ad9bd",
            PrimaryContrastText = "#0d1511",
            Background = "#121815",
            Surface = "#1a211d",
            AppbarBackground = "#1a211d",
            AppbarText = "#e6ece8",
            DrawerBackground = "#1a211d",
            DrawerText = "#e6ece8",
            DrawerIcon = "#e6ece8",
            TextPrimary = "#e6ece8",
            TextSecondary = "#a9b5ae",
            ActionDefault = "#a9b5ae",
            LinesDefault = "#2e3832",
            Skeleton = "#2e3832",
            Success = "#6fc98f",
            Warning = "#e6b450",
            Error = "#f2938b",
            Info = "#8cb8f0",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "10px", DrawerWidthLeft = "256px", AppbarHeight = "56px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Font, FontSize = "15px", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = Font, FontSize = "15px", FontWeight = "500", TextTransform = "none", LetterSpacing = "normal" },
            H6 = new H6Typography { FontFamily = Font, FontSize = "18px", FontWeight = "600", LetterSpacing = "normal" },
        },
    };
}

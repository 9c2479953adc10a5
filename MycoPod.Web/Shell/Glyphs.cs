namespace MycoPod.Web.Shell;

/// <summary>The line drawings of the application, as paths in a 24 by 24 box.</summary>
public static class Glyphs
{
    public const string Check = "M5 12l5 5 9-10";
    public const string Cross = "M6 6l12 12M18 6L6 18";
    public const string Plus = "M12 5v14M5 12h14";
    public const string Warning = "M12 4l9 16H3zM12 10v4M12 17v.5";
    public const string Working = "M12 4a8 8 0 108 8";
    public const string Dots = "M6 12h.01M12 12h.01M18 12h.01";
    public const string Minus = "M6 12h12";
    public const string Equal = "M6 9.5h12M6 14.5h12";
    public const string Clock = "M12 4a8 8 0 100 16 8 8 0 000-16M12 8v4.5l3 2";
    public const string Shield = "M9 12l2 2 4-5M12 3l8 3v6c0 5-4 8-8 9-4-1-8-4-8-9V6z";
    public const string Dashboard = "M4 13h6V4H4zM14 20h6v-9h-6zM14 7h6V4h-6zM4 20h6v-3H4z";
    public const string Lines = "M5 6h14M5 12h14M5 18h9";
    public const string Gear = "M12 9a3 3 0 100 6 3 3 0 000-6M12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2 2M16.4 16.4l2 2M18.4 5.6l-2 2M7.6 16.4l-2 2";
    public const string LogOut = "M10 4H5v16h5M14 8l4 4-4 4M18 12H9";
    public const string Copy = "M10 8h7a2 2 0 012 2v7a2 2 0 01-2 2h-7a2 2 0 01-2-2v-7a2 2 0 012-2zM5 15V5h10";
    public const string Menu = "M4 7h16M4 12h16M4 17h16";
    public const string Again = "M5 13a7 7 0 107-7H8M11 3L8 6l3 3";
    public const string Down = "M6 9l6 6 6-6";
    public const string Pen = "M4 20h4L19 9l-4-4L4 16zM13 7l4 4";
    public const string Bell = "M6 16v-5a6 6 0 0112 0v5l1.5 2h-15zM10 21h4";
    public const string Document = "M6 4h8l4 4v12H6zM14 4v4h4M9 13h6M9 16h4";
    public const string Branch = "M6 4a2 2 0 100 4 2 2 0 000-4M6 16a2 2 0 100 4 2 2 0 000-4M18 7a2 2 0 100 4 2 2 0 000-4M6 8v8M18 11c0 4-6 3-11 5";
    public const string Blocked = "M12 4a8 8 0 100 16 8 8 0 000-16M6.5 6.5l11 11";
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MycoPod.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class OwnCommits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "own_commits",
                schema: "web",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_own_commits", x => x.id);
                });
            migrationBuilder.Sql("GRANT SELECT, INSERT ON web.own_commits TO mycopod_web;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "own_commits",
                schema: "web");
        }
    }
}

using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MycoPod.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class Attempts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "attempt",
                schema: "runs",
                table: "runs",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<string>(
                name: "cancelled_by",
                schema: "runs",
                table: "runs",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "stops_task",
                schema: "runs",
                table: "runs",
                type: "boolean",
                nullable: false,
                defaultValue: false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "attempt",
                schema: "runs",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "cancelled_by",
                schema: "runs",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "stops_task",
                schema: "runs",
                table: "runs");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MycoPod.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class Decisions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "based_on",
                schema: "web",
                table: "drafts",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "folder",
                schema: "web",
                table: "drafts",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "approval_expires",
                schema: "web",
                table: "declarations",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "approved_at",
                schema: "web",
                table: "declarations",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "comment",
                schema: "web",
                table: "declarations",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "rejected_at",
                schema: "web",
                table: "declarations",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "rejected_by",
                schema: "web",
                table: "declarations",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "notifications",
                schema: "web",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    recipient_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    topic = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    detail = table.Column<string>(type: "text", nullable: true),
                    link = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    read_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notifications", x => x.id);
                    table.ForeignKey(
                        name: "fk_notifications_users_recipient_id",
                        column: x => x.recipient_id,
                        principalSchema: "web",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_notifications_recipient_id_created_at",
                schema: "web",
                table: "notifications",
                columns: new[] { "recipient_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_notifications_recipient_id_topic",
                schema: "web",
                table: "notifications",
                columns: new[] { "recipient_id", "topic" },
                unique: true);

            migrationBuilder.Sql("GRANT SELECT, INSERT, UPDATE, DELETE ON web.notifications TO mycopod_web;");

            // The index has new columns; emptied, it is filled from Git again.
            migrationBuilder.Sql("DELETE FROM web.declarations;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "notifications",
                schema: "web");

            migrationBuilder.DropColumn(
                name: "based_on",
                schema: "web",
                table: "drafts");

            migrationBuilder.DropColumn(
                name: "folder",
                schema: "web",
                table: "drafts");

            migrationBuilder.DropColumn(
                name: "approval_expires",
                schema: "web",
                table: "declarations");

            migrationBuilder.DropColumn(
                name: "approved_at",
                schema: "web",
                table: "declarations");

            migrationBuilder.DropColumn(
                name: "comment",
                schema: "web",
                table: "declarations");

            migrationBuilder.DropColumn(
                name: "rejected_at",
                schema: "web",
                table: "declarations");

            migrationBuilder.DropColumn(
                name: "rejected_by",
                schema: "web",
                table: "declarations");
        }
    }
}

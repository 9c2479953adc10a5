using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MycoPod.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class RetryRequests : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "retry_requests",
                schema: "web",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    requested_by = table.Column<string>(type: "text", nullable: false),
                    requested_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    decided_by = table.Column<string>(type: "text", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_retry_requests", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_retry_requests_run_id_attempt",
                schema: "web",
                table: "retry_requests",
                columns: new[] { "run_id", "attempt" },
                unique: true);

            migrationBuilder.Sql("GRANT SELECT, INSERT, UPDATE ON web.retry_requests TO mycopod_web;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "retry_requests",
                schema: "web");
        }
    }
}

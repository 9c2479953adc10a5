using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MycoPod.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class OwnAccounts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "appearance",
                schema: "web",
                table: "users",
                type: "text",
                nullable: false,
                defaultValue: "Light");

            migrationBuilder.AddColumn<string>(
                name: "about",
                schema: "web",
                table: "audit_entries",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "address",
                schema: "web",
                table: "audit_entries",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "link",
                schema: "web",
                table: "audit_entries",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "authenticators",
                schema: "web",
                columns: table => new
                {
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sealed_key = table.Column<string>(type: "text", nullable: false),
                    last_step = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_authenticators", x => x.account_id);
                    table.ForeignKey(
                        name: "fk_authenticators_users_account_id",
                        column: x => x.account_id,
                        principalSchema: "web",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "recovery_codes",
                schema: "web",
                columns: table => new
                {
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    digest = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_recovery_codes", x => new { x.account_id, x.digest });
                    table.ForeignKey(
                        name: "fk_recovery_codes_users_account_id",
                        column: x => x.account_id,
                        principalSchema: "web",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "sessions",
                schema: "web",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    begun_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    address = table.Column<string>(type: "text", nullable: true),
                    user_agent = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sessions", x => x.id);
                    table.ForeignKey(
                        name: "fk_sessions_users_account_id",
                        column: x => x.account_id,
                        principalSchema: "web",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_sessions_account_id",
                schema: "web",
                table: "sessions",
                column: "account_id");

            migrationBuilder.Sql(Changes);
        }

        /// <summary>Everybody logs in once more: sessions have a table of their own, and the keys of cookies are sealed from now on.</summary>
        private const string Changes =
            """
            GRANT SELECT, INSERT, UPDATE, DELETE ON web.sessions, web.authenticators TO mycopod_web;
            GRANT SELECT, INSERT, DELETE ON web.recovery_codes TO mycopod_web;
            DELETE FROM web.user_tokens WHERE login_provider = 'session';
            DELETE FROM web.data_protection_keys;
            """;

        /// <summary>Going back would let people in with their passwords alone, and take from the audit log what cannot come back.</summary>
        private const string Refusal =
            """
            DO $$
            BEGIN
                IF EXISTS (SELECT FROM web.authenticators) THEN
                    RAISE EXCEPTION 'There are second factors: without their table a password alone would be enough. Restore a backup from before this migration, or reset each with mycopod users reset-second-factor first.';
                END IF;
                IF EXISTS (SELECT FROM web.audit_entries WHERE coalesce(about, address, link) IS NOT NULL) THEN
                    RAISE EXCEPTION 'The audit log would lose what its lines are about and where they came from. Restore a backup from before this migration instead.';
                END IF;
            END
            $$;
            """;

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(Refusal);

            migrationBuilder.DropTable(
                name: "authenticators",
                schema: "web");

            migrationBuilder.DropTable(
                name: "recovery_codes",
                schema: "web");

            migrationBuilder.DropTable(
                name: "sessions",
                schema: "web");

            migrationBuilder.DropColumn(
                name: "appearance",
                schema: "web",
                table: "users");

            migrationBuilder.DropColumn(
                name: "about",
                schema: "web",
                table: "audit_entries");

            migrationBuilder.DropColumn(
                name: "address",
                schema: "web",
                table: "audit_entries");

            migrationBuilder.DropColumn(
                name: "link",
                schema: "web",
                table: "audit_entries");
        }
    }
}

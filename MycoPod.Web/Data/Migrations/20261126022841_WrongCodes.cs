using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MycoPod.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class WrongCodes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "wrong_codes",
                schema: "web",
                columns: table => new
                {
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false),
                    until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wrong_codes", x => x.account_id);
                    table.ForeignKey(
                        name: "fk_wrong_codes_users_account_id",
                        column: x => x.account_id,
                        principalSchema: "web",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.Sql(Changes);
        }

        /// <summary>Open pages hear of what any process changes; within one transaction the same notification is sent once.</summary>
        private const string Changes =
            """
            GRANT SELECT, INSERT, UPDATE, DELETE ON web.wrong_codes TO mycopod_web;

            CREATE FUNCTION web.notify_change() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              PERFORM pg_notify('mycopod_web', TG_ARGV[0]);
              RETURN NULL;
            END $$;
            CREATE TRIGGER audit_notify AFTER INSERT ON web.audit_entries FOR EACH ROW EXECUTE FUNCTION web.notify_change('audit');
            CREATE TRIGGER sessions_notify AFTER DELETE ON web.sessions FOR EACH ROW EXECUTE FUNCTION web.notify_change('sessions');
            """;

        /// <summary>Waits after wrong codes end with it; nothing else is lost.</summary>
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                DROP TRIGGER audit_notify ON web.audit_entries;
                DROP TRIGGER sessions_notify ON web.sessions;
                DROP FUNCTION web.notify_change();
                """);

            migrationBuilder.DropTable(
                name: "wrong_codes",
                schema: "web");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace MycoPod.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "runs");

            migrationBuilder.CreateTable(
                name: "repository_cursors",
                schema: "runs",
                columns: table => new
                {
                    repository_id = table.Column<string>(type: "text", nullable: false),
                    commit = table.Column<string>(type: "text", nullable: false),
                    read_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_repository_cursors", x => x.repository_id);
                });

            migrationBuilder.CreateTable(
                name: "runs",
                schema: "runs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    declaration_id = table.Column<Guid>(type: "uuid", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    author = table.Column<string>(type: "text", nullable: false),
                    approver = table.Column<string>(type: "text", nullable: false),
                    folder = table.Column<string>(type: "text", nullable: false),
                    commit = table.Column<string>(type: "text", nullable: false),
                    nonce = table.Column<string>(type: "text", nullable: true),
                    refusal_key = table.Column<string>(type: "text", nullable: true),
                    plan = table.Column<byte[]>(type: "bytea", nullable: true),
                    plan_digest = table.Column<string>(type: "text", nullable: true),
                    start_before = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    status = table.Column<string>(type: "text", nullable: false),
                    warning = table.Column<string>(type: "text", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_sequence = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_runs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "events",
                schema: "runs",
                columns: table => new
                {
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    step_number = table.Column<int>(type: "integer", nullable: true),
                    node = table.Column<string>(type: "text", nullable: true),
                    text = table.Column<string>(type: "text", nullable: true),
                    exchange_id = table.Column<long>(type: "bigint", nullable: true),
                    task_line = table.Column<int>(type: "integer", nullable: true),
                    status = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_events", x => new { x.run_id, x.sequence });
                    table.ForeignKey(
                        name: "fk_events_runs_run_id",
                        column: x => x.run_id,
                        principalSchema: "runs",
                        principalTable: "runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "exchanges",
                schema: "runs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    step_number = table.Column<int>(type: "integer", nullable: false),
                    node = table.Column<string>(type: "text", nullable: false),
                    method = table.Column<string>(type: "text", nullable: false),
                    path = table.Column<string>(type: "text", nullable: false),
                    request_body = table.Column<string>(type: "text", nullable: false),
                    status_code = table.Column<int>(type: "integer", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    response_body = table.Column<string>(type: "text", nullable: true),
                    failure = table.Column<string>(type: "text", nullable: true),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    duration_milliseconds = table.Column<double>(type: "double precision", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_exchanges", x => x.id);
                    table.ForeignKey(
                        name: "fk_exchanges_runs_run_id",
                        column: x => x.run_id,
                        principalSchema: "runs",
                        principalTable: "runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "journal",
                schema: "runs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    step_number = table.Column<int>(type: "integer", nullable: false),
                    phase = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    vmid = table.Column<int>(type: "integer", nullable: true),
                    upid = table.Column<string>(type: "text", nullable: true),
                    detail = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_journal", x => x.id);
                    table.ForeignKey(
                        name: "fk_journal_runs_run_id",
                        column: x => x.run_id,
                        principalSchema: "runs",
                        principalTable: "runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "steps",
                schema: "runs",
                columns: table => new
                {
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    note = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    guest = table.Column<string>(type: "text", nullable: false),
                    node = table.Column<string>(type: "text", nullable: false),
                    vmid = table.Column<int>(type: "integer", nullable: true),
                    upid = table.Column<string>(type: "text", nullable: true),
                    result = table.Column<string>(type: "text", nullable: true),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_steps", x => new { x.run_id, x.number });
                    table.ForeignKey(
                        name: "fk_steps_runs_run_id",
                        column: x => x.run_id,
                        principalSchema: "runs",
                        principalTable: "runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_exchanges_run_id_step_number",
                schema: "runs",
                table: "exchanges",
                columns: new[] { "run_id", "step_number" });

            migrationBuilder.CreateIndex(
                name: "ix_journal_run_id_step_number",
                schema: "runs",
                table: "journal",
                columns: new[] { "run_id", "step_number" });

            migrationBuilder.CreateIndex(
                name: "ix_runs_declaration_id",
                schema: "runs",
                table: "runs",
                column: "declaration_id");

            migrationBuilder.CreateIndex(
                name: "ix_runs_nonce",
                schema: "runs",
                table: "runs",
                column: "nonce",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_runs_number",
                schema: "runs",
                table: "runs",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_runs_refusal_key",
                schema: "runs",
                table: "runs",
                column: "refusal_key",
                unique: true);

            migrationBuilder.Sql(Privileges);
            migrationBuilder.Sql(Notification);
        }

        private const string Privileges =
            """
            REVOKE ALL ON SCHEMA runs FROM PUBLIC;
            GRANT USAGE ON SCHEMA runs TO mycopod_agent, mycopod_web;
            GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA runs TO mycopod_agent;
            GRANT UPDATE ON runs.runs, runs.steps, runs.repository_cursors TO mycopod_agent;
            GRANT SELECT ON ALL TABLES IN SCHEMA runs TO mycopod_web;
            """;

        private const string Notification =
            """
            CREATE FUNCTION runs.notify_events() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              PERFORM pg_notify('mycopod_runs', run_id::text || ':' || max(sequence)) FROM new_events GROUP BY run_id;
              RETURN NULL;
            END $$;
            CREATE TRIGGER events_notify AFTER INSERT ON runs.events
              REFERENCING NEW TABLE AS new_events FOR EACH STATEMENT EXECUTE FUNCTION runs.notify_events();
            """;

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "events",
                schema: "runs");

            migrationBuilder.DropTable(
                name: "exchanges",
                schema: "runs");

            migrationBuilder.DropTable(
                name: "journal",
                schema: "runs");

            migrationBuilder.DropTable(
                name: "repository_cursors",
                schema: "runs");

            migrationBuilder.DropTable(
                name: "steps",
                schema: "runs");

            migrationBuilder.DropTable(
                name: "runs",
                schema: "runs");
        }
    }
}

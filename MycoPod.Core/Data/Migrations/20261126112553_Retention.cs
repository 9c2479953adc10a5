using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MycoPod.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class Retention : Migration
    {
        /// <summary>Events and exchanges by months, so that old ones go as whole tables. What is there moves over.</summary>
        private const string Partitions =
            """
            ALTER TABLE runs.events RENAME TO events_whole;
            ALTER TABLE runs.events_whole RENAME CONSTRAINT pk_events TO pk_events_whole;
            ALTER TABLE runs.events_whole RENAME CONSTRAINT fk_events_runs_run_id TO fk_events_whole_runs_run_id;
            DROP TRIGGER events_notify ON runs.events_whole;
            CREATE TABLE runs.events (LIKE runs.events_whole INCLUDING DEFAULTS) PARTITION BY RANGE (at);
            ALTER TABLE runs.events ADD CONSTRAINT pk_events PRIMARY KEY (run_id, sequence, at);
            ALTER TABLE runs.events ADD CONSTRAINT fk_events_runs_run_id FOREIGN KEY (run_id) REFERENCES runs.runs (id) ON DELETE CASCADE;
            CREATE TABLE runs.events_other PARTITION OF runs.events DEFAULT;

            ALTER TABLE runs.exchanges RENAME TO exchanges_whole;
            ALTER TABLE runs.exchanges_whole RENAME CONSTRAINT pk_exchanges TO pk_exchanges_whole;
            ALTER TABLE runs.exchanges_whole RENAME CONSTRAINT fk_exchanges_runs_run_id TO fk_exchanges_whole_runs_run_id;
            ALTER INDEX runs.ix_exchanges_run_id_step_number RENAME TO ix_exchanges_whole_run_id_step_number;
            CREATE TABLE runs.exchanges (LIKE runs.exchanges_whole INCLUDING DEFAULTS) PARTITION BY RANGE (started_at);
            CREATE SEQUENCE runs.exchange_ids OWNED BY runs.exchanges.id;
            ALTER TABLE runs.exchanges ALTER COLUMN id SET DEFAULT nextval('runs.exchange_ids');
            ALTER TABLE runs.exchanges ADD CONSTRAINT pk_exchanges PRIMARY KEY (id, started_at);
            ALTER TABLE runs.exchanges ADD CONSTRAINT fk_exchanges_runs_run_id FOREIGN KEY (run_id) REFERENCES runs.runs (id) ON DELETE CASCADE;
            CREATE INDEX ix_exchanges_run_id_step_number ON runs.exchanges (run_id, step_number);
            CREATE TABLE runs.exchanges_other PARTITION OF runs.exchanges DEFAULT;
            """;

        /// <summary>The Agent may call these, and has no other right to make or drop a table.</summary>
        private const string Functions =
            """
            CREATE FUNCTION runs.make_partition(parent text, month date) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog AS $$
            BEGIN
              EXECUTE format('CREATE TABLE IF NOT EXISTS runs.%I PARTITION OF runs.%I FOR VALUES FROM (%L) TO (%L)',
                parent || '_' || to_char(month, 'YYYY_MM'), parent,
                to_char(month, 'YYYY-MM-DD') || ' 00:00:00+00', to_char(month + interval '1 month', 'YYYY-MM-DD') || ' 00:00:00+00');
            EXCEPTION WHEN check_violation THEN
              NULL; -- Rows of that month lie in the default partition, and stay there.
            END $$;

            CREATE FUNCTION runs.prepare_months(since timestamptz, ahead int) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
            DECLARE month date;
            BEGIN
              since := greatest(since, '2020-01-01');
              FOR month IN SELECT generate_series(date_trunc('month', since AT TIME ZONE 'UTC'), date_trunc('month', now() AT TIME ZONE 'UTC') + ahead * interval '1 month', interval '1 month')::date LOOP
                PERFORM runs.make_partition('events', month);
                PERFORM runs.make_partition('exchanges', month);
              END LOOP;
            END $$;

            CREATE FUNCTION runs.forget_before(cutoff timestamptz) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
            DECLARE part text; dropped int := 0;
            BEGIN
              cutoff := least(cutoff, now() - interval '7 days'); -- The Agent's clock may be wrong; this one is the database's own.
              FOR part IN
                SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_class p ON p.oid = i.inhparent JOIN pg_namespace n ON n.oid = p.relnamespace
                WHERE n.nspname = 'runs' AND p.relname IN ('events', 'exchanges') AND c.relname ~ '_[0-9]{4}_[0-9]{2}$'
                  AND to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month' <= cutoff AT TIME ZONE 'UTC'
              LOOP
                EXECUTE format('DROP TABLE runs.%I', part);
                dropped := dropped + 1;
              END LOOP;
              DELETE FROM runs.events_other WHERE at < cutoff;
              DELETE FROM runs.exchanges_other WHERE started_at < cutoff;
              RETURN dropped;
            END $$;

            REVOKE ALL ON FUNCTION runs.make_partition(text, date), runs.prepare_months(timestamptz, int), runs.forget_before(timestamptz) FROM PUBLIC;
            GRANT EXECUTE ON FUNCTION runs.prepare_months(timestamptz, int), runs.forget_before(timestamptz) TO mycopod_agent;
            """;

        private const string Move =
            """
            SELECT runs.prepare_months(coalesce((SELECT least(min(at), (SELECT min(started_at) FROM runs.exchanges_whole)) FROM runs.events_whole), now()), 2);
            INSERT INTO runs.events SELECT * FROM runs.events_whole;
            INSERT INTO runs.exchanges SELECT * FROM runs.exchanges_whole;
            SELECT setval('runs.exchange_ids', coalesce((SELECT max(id) FROM runs.exchanges), 0) + 1, false);
            DROP TABLE runs.events_whole, runs.exchanges_whole;
            CREATE TRIGGER events_notify AFTER INSERT ON runs.events
              REFERENCING NEW TABLE AS new_events FOR EACH STATEMENT EXECUTE FUNCTION runs.notify_events();
            GRANT SELECT, INSERT ON runs.events, runs.exchanges TO mycopod_agent;
            GRANT USAGE ON SEQUENCE runs.exchange_ids TO mycopod_agent;
            GRANT SELECT ON runs.events, runs.exchanges TO mycopod_web;
            """;

        /// <summary>Lines are found by any part of their words, and by time.</summary>
        private const string Indexes =
            """
            CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
            CREATE INDEX ix_events_text ON runs.events USING gin (text public.gin_trgm_ops);
            CREATE INDEX ix_events_at ON runs.events USING brin (at);
            CREATE INDEX ix_exchanges_started_at ON runs.exchanges USING brin (started_at);
            """;

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(Partitions);
            migrationBuilder.Sql(Functions);
            migrationBuilder.Sql(Move);
            migrationBuilder.Sql(Indexes);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => throw new System.NotSupportedException("A backup restores the schema of before.");
    }
}

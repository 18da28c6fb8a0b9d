package io.quarkiverse.schema.migrations.internal.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.ServerDatabase;
import io.quarkiverse.schema.migrations.error.UnsuitableScriptException;

/** Scripts that would take the history away in ways that only PostgreSQL has. */
class PostgresqlHistoryTest {

    private ServerDatabase database;
    private String other;

    @BeforeEach
    void makeDatabase() {
        database = DatabaseKind.POSTGRESQL.onServer();
        other = "other_" + database.name();
        database.execute("CREATE ROLE " + other);
    }

    @AfterEach
    void dropRole() {
        database.execute("DROP OWNED BY " + other + " CASCADE", "DROP ROLE " + other);
    }

    private SchemaMigrations script(String text) {
        return database.migrations().migration("1", text).build();
    }

    private void assertThatRefuses(String script, String why) {
        assertThatThrownBy(script(script)::migrate).isInstanceOf(UnsuitableScriptException.class)
                .hasMessageContaining("1:1: " + why);
    }

    private void assertThatRefusesToDropOwned(String role) {
        assertThatRefuses("DROP OWNED BY " + role + " CASCADE",
                "this would drop the history table public.schema_migrations_history with all that "
                        + role.replaceFirst(".*, ", "") + " owns: drop the objects that you mean by their names\n"
                        + "      DROP OWNED BY");
    }

    @Test
    void refuses_to_drop_what_the_owner_of_the_history_owns() {
        for (String role : new String[] { "CURRENT_USER", "current_role", "SESSION_USER",
                '"' + database.query("SELECT current_user").get(0) + '"', other + ", CURRENT_USER" }) {
            assertThatRefusesToDropOwned(role);
        }
        assertThat(database.tables()).isEmpty();
    }

    @Test
    void refuses_to_drop_what_the_role_owns_that_the_history_was_given_to() {
        script("CREATE TABLE t (a int)").migrate();
        database.execute("ALTER TABLE schema_migrations_history OWNER TO " + other);

        assertThatThrownBy(database.migrations().migration("1", "CREATE TABLE t (a int)")
                .migration("2", "DROP OWNED BY " + other).build()::migrate)
                .isInstanceOf(UnsuitableScriptException.class)
                .hasMessageContaining("with all that " + other + " owns");
        database.execute("ALTER TABLE schema_migrations_history OWNER TO CURRENT_USER");
    }

    @Test
    void refuses_to_drop_what_the_owner_of_the_schema_owns_that_holds_the_history() {
        database.execute("CREATE SCHEMA held AUTHORIZATION " + other);

        assertThatThrownBy(database.migrations().historyTable("held.history")
                .migration("1", "DROP OWNED BY " + other + " CASCADE").build()::migrate)
                .isInstanceOf(UnsuitableScriptException.class)
                .hasMessageContaining("this would drop the history table held.history with all that");
    }

    @Test
    void drops_what_another_role_owns() {
        database.execute("CREATE TABLE theirs (a int)", "ALTER TABLE theirs OWNER TO " + other);

        script("DROP OWNED BY " + other + "; CREATE TABLE t (a int)").migrate();

        assertThat(database.tables()).containsExactlyInAnyOrder("t", "schema_migrations_history");
    }

    @Test
    void refuses_to_rename_the_schema_that_holds_the_history() {
        assertThatRefuses("ALTER SCHEMA \"public\" RENAME TO old", "this would rename 'public', which holds the history table"
                + " public.schema_migrations_history: take it out of the script, or keep the history table elsewhere"
                + " (history-table)");
        database.execute("CREATE SCHEMA held");

        script("ALTER SCHEMA held RENAME TO old; ALTER SCHEMA public OWNER TO CURRENT_USER").migrate();

        assertThat(database.query("SELECT nspname FROM pg_namespace WHERE nspname IN ('held', 'old')")).containsExactly("old");
    }

    @ParameterizedTest
    @ValueSource(strings = { "DELETE FROM ONLY public.schema_migrations_history",
            "UPDATE ONLY \"schema_migrations_history\" SET state = 'applied'",
            "COPY schema_migrations_history (id) FROM STDIN;\n1\n\\.\n",
            "MERGE INTO schema_migrations_history h USING t ON h.id = t.id WHEN MATCHED THEN DELETE" })
    void refuses_to_write_to_the_history(String statement) {
        assertThatRefuses(statement, "this would write to the history table public.schema_migrations_history:"
                + " take it out of the script");
    }

    @Test
    void runs_what_only_looks_like_it() {
        database.execute("CREATE SCHEMA held", "CREATE TABLE held.schema_migrations_history (id text)");

        script("COPY public.schema_migrations_history TO STDOUT; DELETE FROM held.schema_migrations_history;"
                + " INSERT INTO held.schema_migrations_history SELECT id FROM public.schema_migrations_history").migrate();

        assertThat(database.count("held.schema_migrations_history")).isOne();
    }
}

package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.Servers;
import io.quarkiverse.schema.migrations.databases.SqliteFile;
import io.quarkiverse.schema.migrations.databases.TestDatabase;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.error.RefusedException;
import io.quarkiverse.schema.migrations.internal.dialect.Dialects;
import io.quarkiverse.schema.migrations.internal.history.ExpectedHistory;
import io.quarkiverse.schema.migrations.internal.source.InMemoryMigration;
import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.Script;
import io.quarkiverse.schema.migrations.report.MigrationState;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.report.StepReport;

/** Scripts that have gained, lost or changed nothing but directives since they were applied. */
@ParameterizedClass
@EnumSource
class DirectiveChangesTest {

    private static final String TABLE = "schema_migrations_history";
    private static final String DIRECTIVES = "-- schema-migrations: transaction=none\n"
            + "  --schema-migrations : statement-timeout=1M\n";
    private static final String OTHERS = "-- schema-migrations: statement-timeout=2M\n";
    private static final String UP = "-- A table.\nCREATE TABLE a (id INT);\n";
    private static final String DOWN = "DROP TABLE a;\n";

    private final TestDatabase database;
    private final Server server;

    enum Server {
        SQLITE,
        POSTGRESQL,
        MYSQL,
        MARIADB;

        TestDatabase database() {
            return switch (this) {
                case SQLITE -> SqliteFile.in(folder());
                case POSTGRESQL -> Servers.postgresql();
                case MYSQL -> Servers.mysql();
                case MARIADB -> Servers.mariadb();
            };
        }

        private static Path folder() {
            try {
                return Files.createTempDirectory("directives");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    DirectiveChangesTest(Server server) {
        this.server = server;
        this.database = server.database();
    }

    private static InMemoryMigration script(String id, String up) {
        return new InMemoryMigration(id, up, Optional.empty());
    }

    private static List<Migration> of(InMemoryMigration... scripts) {
        return InMemoryMigration.scan("test", List.of(scripts)).migrations();
    }

    private static InMemoryMigration next() {
        return script("2", "CREATE TABLE b (id INT);");
    }

    private SchemaMigrations having(List<Migration> migrations) {
        return database.migrations().source(() -> migrations).build();
    }

    private RunReport start(StartSurroundings surroundings, List<Migration> migrations) {
        Engine engine = (Engine) SchemaMigrationsBuilder.of(database.dataSource(),
                new Dialects(ComparedStartTest.DIALECTS, server.name().toLowerCase()), surroundings).build();
        return engine.migrate(Target.latest(), Optional.of(ExpectedHistory.of(migrations)));
    }

    /** Fails where anything else is asked than one statement: the history is gone before there can be another. */
    private RunReport startWithOneStatement(List<Migration> migrations) {
        StartSurroundings surroundings = new StartSurroundings(migrations,
                () -> database.execute("ALTER TABLE " + TABLE + " RENAME TO hidden"));
        try {
            return start(surroundings, migrations);
        } finally {
            assertThat(surroundings.askedForSources).isEqualTo(1);
            database.execute("ALTER TABLE hidden RENAME TO " + TABLE);
        }
    }

    private void assertCurrent(List<Migration> migrations) {
        StartSurroundings surroundings = new StartSurroundings(migrations, () -> {
            // nothing happens meanwhile
        });
        assertThat(start(surroundings, migrations).done()).isEmpty();
        assertThat(surroundings.askedForSources).isEqualTo(server == Server.SQLITE ? 1 : 0);
        assertNothingToSay(migrations);
    }

    private void assertNothingToSay(List<Migration> migrations) {
        SchemaMigrations set = having(migrations);
        assertThat(set.validate().discrepancies()).isEmpty();
        assertThat(set.status().migrations()).allMatch(one -> one.state() == MigrationState.APPLIED);
        assertThat(set.plan(Target.latest()).steps()).isEmpty();
        assertThat(set.plan(Target.latest()).warnings()).isEmpty();
        RunReport report = set.migrate();
        assertThat(report.done()).isEmpty();
        assertThat(report.warnings()).isEmpty();
    }

    @Test
    void is_not_modified_whatever_its_directives_were() throws SQLException {
        List<String> variants = List.of("", DIRECTIVES, OTHERS);
        for (String applied : variants) {
            having(of(new InMemoryMigration("1", applied + UP, applied + DOWN))).migrate();
            for (String now : variants) {
                assertCurrent(of(new InMemoryMigration("1", now + UP, now + DOWN)));
            }
            having(of(new InMemoryMigration("1", applied + UP, applied + DOWN))).rollback(Target.all());
            database.execute("DROP TABLE " + TABLE);
        }
    }

    @Test
    void is_modified_when_anything_else_has_changed_too() {
        having(of(new InMemoryMigration("1", UP, DOWN))).migrate();

        List<Migration> changed = of(new InMemoryMigration("1", DIRECTIVES + UP + "-- more", DIRECTIVES + DOWN + "-- more"));
        assertThat(having(changed).validate().discrepancies()).extracting(Discrepancy::kind)
                .containsExactly(Discrepancy.Kind.MODIFIED_UP, Discrepancy.Kind.MODIFIED_DOWN);
        assertThatThrownBy(having(changed)::migrate).isInstanceOf(RefusedException.class);
    }

    /** Earlier releases have kept the checksum of the whole script. */
    private List<Migration> appliedByAnEarlierRelease() {
        List<Migration> migrations = of(new InMemoryMigration("1", DIRECTIVES + UP, DIRECTIVES + DOWN),
                script("r", "-- schema-migrations: repeatable\nDROP VIEW IF EXISTS v;"));
        having(migrations).migrate();
        for (Migration migration : migrations) {
            assertThat(((Script) migration.up()).asWritten()).isNotEqualTo(((Script) migration.up()).checksum());
            database.execute("UPDATE " + TABLE + " SET up_checksum = '" + ((Script) migration.up()).asWritten() + "'"
                    + migration.downScript().map(down -> ", down_checksum = '" + down.asWritten() + "'").orElse("")
                    + " WHERE id = '" + migration.id() + "'");
        }
        return migrations;
    }

    @Test
    void a_history_of_an_earlier_release_is_current_and_a_start_asks_one_statement() throws SQLException {
        List<Migration> migrations = appliedByAnEarlierRelease();

        assertNothingToSay(migrations);
        for (int start = 1; start <= 3; start++) {
            RunReport report = startWithOneStatement(migrations);
            assertThat(report.done()).isEmpty();
            assertThat(report.warnings()).isEmpty();
        }
    }

    @Test
    void the_next_run_that_applies_anything_brings_the_history_up_to_date() throws SQLException {
        List<Migration> migrations = appliedByAnEarlierRelease();
        List<Migration> more = new ArrayList<>(migrations);
        more.addAll(of(next()));
        more.sort(null);

        assertThat(having(more).migrate().done()).extracting(StepReport::id).containsExactly(new MigrationId("2"));

        assertThat(checksums("up_checksum")).containsExactlyElementsOf(
                more.stream().map(migration -> migration.up().verifiedBy().orElseThrow().hex()).toList());
        assertThat(checksums("down_checksum").get(0)).isEqualTo(migrations.get(0).downScript().orElseThrow().checksum().hex());
        assertCurrent(more);
    }

    private List<String> checksums(String column) {
        return Stream.of("1", "2", "r").map(id -> kept(column, id)).toList();
    }

    private String kept(String column, String id) {
        return database.query("SELECT " + column + " FROM " + TABLE + " WHERE id = '" + id + "'").get(0);
    }

    @Test
    void what_was_never_verified_is_not_verified_by_this() {
        List<Migration> migrations = of(new InMemoryMigration("1", UP, DOWN));
        having(migrations).migrate();
        database.execute("UPDATE " + TABLE + " SET up_checksum = NULL");

        having(of(new InMemoryMigration("1", DIRECTIVES + UP, DIRECTIVES + DOWN), next())).migrate();

        assertThat(kept("up_checksum", "1")).isNull();
        assertThat(kept("down_transaction", "1")).isEqualTo("none");
    }

    @Test
    void the_next_run_keeps_the_down_script_as_it_is_to_run_now() {
        having(of(new InMemoryMigration("1", UP, DOWN))).migrate();
        assertThat(kept("down_transaction", "1")).isEqualTo("transaction");

        having(of(new InMemoryMigration("1", UP, DIRECTIVES + DOWN),
                new InMemoryMigration("2", "CREATE TABLE b (id INT);", "DROP TABLE b;"))).migrate();

        assertThat(kept("down_transaction", "1")).isEqualTo("none");
        assertThat(kept("down_script", "1")).isEqualTo(DIRECTIVES + DOWN);
        assertThat(having(of()).rollback(Target.all()).done()).hasSize(2);
    }

    @Test
    void a_repeatable_migration_does_not_run_again() throws SQLException {
        String body = "DROP VIEW IF EXISTS v;";
        having(of(script("r", "-- schema-migrations: repeatable\n" + body))).migrate();

        assertCurrent(of(script("r", OTHERS + "-- schema-migrations: repeatable\n" + body)));
        assertThat(having(of(script("r", "-- schema-migrations: repeatable\n" + body + "-- more"))).migrate().done())
                .hasSize(1);
    }

    @Test
    void one_that_becomes_repeatable_does_not_run_again_until_it_changes_and_is_never_rolled_back() {
        String body = "DROP VIEW IF EXISTS v;";
        having(of(script("1", body))).migrate();
        List<Migration> now = of(script("1", "-- schema-migrations: repeatable\n" + body),
                new InMemoryMigration("2", "CREATE TABLE b (id INT);", "DROP TABLE b;"));

        assertThat(having(now).migrate().done()).extracting(StepReport::id).containsExactly(new MigrationId("2"));

        assertThat(kept("kind", "1")).isEqualTo("repeatable");
        assertThat(having(now).rollback(Target.all()).done()).extracting(StepReport::id)
                .containsExactly(new MigrationId("2"));
    }

    @Test
    void what_stopped_half_way_is_resumed() {
        String up = DIRECTIVES + "CREATE TABLE a (id INT);\nCREATE TABLE wrong;\n";
        assertThatThrownBy(having(of(script("1", up)))::migrate).isInstanceOf(MigrationFailedException.class);

        having(of(script("1", "-- schema-migrations: transaction=none\n-- schema-migrations: statement-timeout=3M\n"
                + "CREATE TABLE a (id INT);\nCREATE TABLE b (id INT);\n"))).migrate();

        assertThat(database.tables()).contains("a", "b");
    }
}

package io.quarkiverse.schema.migrations.internal.adopt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.schema.migrations.Adoption;
import io.quarkiverse.schema.migrations.Policies;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.TestDatabase;
import io.quarkiverse.schema.migrations.error.AdoptionRefusedException;
import io.quarkiverse.schema.migrations.error.LockTimeoutException;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.AdoptionReport;
import io.quarkiverse.schema.migrations.report.Execution;
import io.quarkiverse.schema.migrations.report.MigrationState;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.lockservice.LockServiceFactory;
import liquibase.resource.DirectoryResourceAccessor;

/** Taking over what the real Liquibase has migrated. */
@ParameterizedClass
@EnumSource
class LiquibaseAdoptionTest {

    private static final String TABLE = "DATABASECHANGELOG";

    @Parameter
    DatabaseKind kind;

    @TempDir
    Path directory;

    private TestDatabase database;
    private Path changeLog;
    private Path scripts;

    @BeforeEach
    void copyScripts() throws IOException, URISyntaxException {
        database = kind.empty(directory);
        changeLog = copy("changelog");
        scripts = copy("changes");
    }

    private Path copy(String folder) throws IOException, URISyntaxException {
        Path copy = Files.createDirectory(directory.resolve(folder));
        try (Stream<Path> files = Files.list(Path.of(getClass().getResource("/adoption/" + folder).toURI()))) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName().toString()));
            }
        }
        return copy;
    }

    private void write(String name, String text) {
        try {
            Files.writeString(scripts.resolve(name), text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void remove(String name) {
        try {
            Files.delete(scripts.resolve(name));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void liquibase() {
        try (Connection connection = database.dataSource().getConnection()) {
            Database database = DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
            new Liquibase("changelog.yaml", new DirectoryResourceAccessor(changeLog), database).update(new Contexts());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            LockServiceFactory.reset();
        }
    }

    private SchemaMigrationsBuilder shop() {
        return database.migrations().directory(scripts, "sqlite");
    }

    private SchemaMigrations adopting() {
        return shop().adopt(Adoption.liquibase()).build();
    }

    private AdoptionReport adopt() {
        return shop().build().adopt(Adoption.liquibase());
    }

    private static List<String> words(AdoptionReport report) {
        return report.adopted().stream().map(Object::toString).toList();
    }

    private static List<String> passedOver(AdoptionReport report) {
        return report.passedOver().stream().map(Object::toString).toList();
    }

    private List<String> applied() {
        return shop().build().status().idsIn(MigrationState.APPLIED).stream().map(MigrationId::value).toList();
    }

    @Test
    void takes_over_what_liquibase_has_applied_and_verifies_what_is_sql() {
        liquibase();

        AdoptionReport report = adopt();

        assertThat(words(report)).containsExactly("'001-shop' verified", "'002-item' verified",
                "'sale' not verified: its text is not the one whose checksum Liquibase stored", "'tax' verified");
        assertThat(report.tool()).isEqualTo("Liquibase");
        assertThat(applied()).containsExactly("001-shop", "002-item", "sale", "tax");
        assertThat(database.count(TABLE)).isEqualTo(5);
        assertThat(adopting().migrate().done()).isEmpty();
    }

    @Test
    void its_formatted_scripts_go_on_working() throws IOException {
        liquibase();
        write("zoo.sql", "--liquibase formatted sql\n--changeset bob:10\nCREATE TABLE zoo (id INT);\n");

        assertThat(adopting().plan().steps()).extracting(step -> step.id().value()).containsExactly("zoo");
        assertThat(adopting().migrate().done()).extracting(step -> step.id().value()).containsExactly("zoo");
    }

    @Test
    void verifies_scripts_that_have_gained_directives_and_says_so() throws IOException {
        liquibase();
        String directive = "-- schema-migrations: transaction=none\n";
        write("001-shop.sql", directive + Files.readString(scripts.resolve("001-shop.sql")));
        write("002-item.sql", Files.readString(scripts.resolve("002-item.sql"))
                .replaceFirst("runOnChange:false\n", "runOnChange:false\n" + directive));
        write("tax.sql", directive + Files.readString(scripts.resolve("tax.sql")));

        assertThat(words(adopt())).contains("'001-shop' verified: without the lines of its directives",
                "'002-item' verified: without the lines of its directives",
                "'tax' verified: without the lines of its directives");
    }

    @Test
    void keeps_when_it_was_applied() {
        liquibase();

        adopt();

        Execution execution = shop().build().status().migrations().get(0).execution().orElseThrow();
        assertThat(execution.application()).contains("Liquibase");
        assertThat(Duration.between(execution.finished().orElseThrow(), Instant.now()).abs())
                .isLessThan(Duration.ofMinutes(5));
    }

    @Test
    void refuses_a_formatted_script_that_was_changed_since() {
        liquibase();
        write("001-shop.sql", "--liquibase formatted sql\n--changeset bob:1\nCREATE TABLE shop (id INT);\n");

        assertThatThrownBy(() -> adopting().migrate()).isInstanceOf(AdoptionRefusedException.class)
                .hasMessageContainingAll("'001-shop' was changed after Liquibase applied it: ",
                        " is 9:",
                        ", applied was 9:");
        assertThat(database.tables()).doesNotContain("schema_migrations_history");
    }

    @Test
    void refuses_a_formatted_script_of_which_a_part_is_pending() {
        liquibase();
        database.execute("DELETE FROM " + TABLE + " WHERE author = 'carl c'");

        assertThatThrownBy(() -> adopting().migrate()).isInstanceOf(AdoptionRefusedException.class)
                .hasMessageContainingAll("of '002-item' (",
                        "002-item.sql) only a part is applied: 002-item.sql::1::bob, not two"
                                + " b::carl c: let Liquibase apply the rest, or move what is not applied into a migration of its own");
    }

    @Test
    void checksums_of_an_older_kind_cannot_be_verified() {
        liquibase();
        database.execute("UPDATE " + TABLE + " SET md5sum = '8:0123' WHERE id = '1'",
                "UPDATE " + TABLE + " SET md5sum = NULL WHERE id = 'tax'");

        assertThat(words(adopt())).contains("'001-shop' not verified: Liquibase stored a checksum of an older version, 8",
                "'tax' not verified: Liquibase stored no checksum");
    }

    @Test
    void says_what_liquibase_has_skipped_or_marked_as_run() {
        liquibase();
        database.execute("UPDATE " + TABLE + " SET exectype = 'SKIPPED' WHERE id = 'sale'",
                "UPDATE " + TABLE + " SET exectype = 'MARK_RAN' WHERE id = 'tax'", "DROP TABLE sale");

        AdoptionReport report = adopt();

        assertThat(words(report)).contains(
                "'tax' verified: Liquibase has marked as run, without running it, changelog.yaml::tax::ann");
        assertThat(passedOver(report)).containsExactly("'changelog.yaml::sale::ann' was skipped, so that it is pending");
        assertThat(applied()).containsExactly("001-shop", "002-item", "tax");
    }

    @Test
    void refuses_what_has_failed() {
        liquibase();
        database.execute("UPDATE " + TABLE + " SET exectype = 'FAILED' WHERE id = 'sale'");

        assertThatThrownBy(() -> adopting().migrate()).isInstanceOf(AdoptionRefusedException.class).hasMessageContaining(
                "'changelog.yaml::sale::ann' has failed: look at the schema, take back by hand what it has left, and delete its"
                        + " row; then start again");
    }

    @Test
    void refuses_an_id_that_several_change_sets_have() {
        liquibase();
        remove("001-shop.sql");
        write("1.sql", "CREATE TABLE shop (id INT);");
        remove("002-item.sql");

        assertThatThrownBy(() -> adopting().migrate()).isInstanceOf(AdoptionRefusedException.class)
                .hasMessageContainingAll("'1' (",
                        "1.sql) can be any of 001-shop.sql::1::bob, 002-item.sql::1::bob: name it like"
                                + " the file of the one that it is");
    }

    @Test
    void takes_all_change_sets_of_a_file_for_the_migration_of_its_name() {
        liquibase();
        write("002-item.sql", "CREATE TABLE item (id INT NOT NULL PRIMARY KEY);");

        assertThat(words(adopt())).contains("'002-item' not verified: it is 2 change sets to Liquibase:"
                + " 002-item.sql::1::bob, 002-item.sql::two b::carl c");
    }

    @Test
    void what_the_sources_have_lost_is_refused_or_passed_over() {
        liquibase();
        remove("sale.sql");

        assertThatThrownBy(() -> adopting().migrate()).isInstanceOf(AdoptionRefusedException.class)
                .hasMessageContaining("'changelog.yaml::sale::ann' is applied according to '");
        AdoptionReport report = shop().policies(Policies.DEFAULT.with(Policies.Missing.WARN)).build()
                .adopt(Adoption.liquibase());
        assertThat(passedOver(report))
                .containsExactly("'changelog.yaml::sale::ann' was not adopted: it is not in the sources");
        assertThat(applied()).containsExactly("001-shop", "002-item", "tax");
    }

    @Test
    void waits_for_a_liquibase_that_is_at_work() throws Exception {
        liquibase();
        database.execute("UPDATE " + TABLE + "LOCK SET locked = TRUE WHERE id = 1");

        assertThatThrownBy(() -> shop().lockTimeout(Duration.ofMillis(100)).build().adopt(Adoption.liquibase()))
                .isInstanceOf(LockTimeoutException.class).hasMessageStartingWith("Liquibase is migrating '");
        assertThat(shop().build().status().idsIn(MigrationState.APPLIED)).isEmpty();
        database.execute("UPDATE " + TABLE + "LOCK SET locked = FALSE WHERE id = 1");
        assertThat(adopt().adopted()).hasSize(4);
        liquibase();
    }

    @Test
    void refuses_to_migrate_beside_liquibase() {
        liquibase();

        assertThatThrownBy(() -> shop().build().migrate()).isInstanceOf(AdoptionRefusedException.class).hasMessageContaining(
                "set quarkus.schema-migrations.adopt=liquibase (adopt(Adoption.liquibase()) of the builder)");
    }
}

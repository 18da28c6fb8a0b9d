package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.TestDatabase;
import io.quarkiverse.schema.migrations.error.InterruptedMigrationException;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.error.RefusedException;
import io.quarkiverse.schema.migrations.internal.engine.EngineSettings.Cleaning;
import io.quarkiverse.schema.migrations.internal.engine.FollowingEngine.FollowRules;
import io.quarkiverse.schema.migrations.internal.engine.FollowingEngine.OnDifference;
import io.quarkiverse.schema.migrations.internal.engine.FollowingEngine.ResetNeededException;
import io.quarkiverse.schema.migrations.internal.history.ExpectedHistory;
import io.quarkiverse.schema.migrations.report.RunReport;

@ParameterizedClass
@EnumSource
class FollowingEngineTest {

    private static final String KEY = "quarkus.schema-migrations.clean-allowed";

    @Parameter
    DatabaseKind kind;

    @TempDir
    Path directory;

    private TestDatabase database;

    @BeforeEach
    void makeDatabase() {
        database = kind.empty(directory);
    }

    private SchemaMigrationsBuilder shop() {
        return database.migrations().migration("1", "CREATE TABLE shop (id INT)", "DROP TABLE shop");
    }

    private static FollowingEngine following(SchemaMigrationsBuilder builder, OnDifference on, Cleaning cleaning) {
        return new FollowingEngine((Engine) builder.build(), new FollowRules(on, cleaning, KEY));
    }

    private static RunReport follow(SchemaMigrationsBuilder builder) {
        return following(builder, OnDifference.ROLL_BACK, Cleaning.REFUSED).migrate(Target.latest(), Optional.empty());
    }

    private List<String> tables() {
        return database.tables().stream().filter(table -> !table.equals("schema_migrations_history")).sorted().toList();
    }

    private static String waysOut(String message) {
        assertThat(message).contains(KEY + "=true").contains("put the change into a new migration");
        return message;
    }

    @Test
    void rolls_back_with_the_kept_down_script_and_not_with_the_edited_one() {
        follow(shop().migration("2", "CREATE TABLE item (id INT)", "DROP TABLE item"));

        RunReport report = follow(shop().migration("2", "CREATE TABLE sale (id INT)", "DROP TABLE sale"));

        assertThat(report.done()).hasSize(2);
        assertThat(tables()).containsExactly("sale", "shop");
        assertThat(follow(shop()).done()).hasSize(1);
        assertThat(tables()).containsExactly("shop");
        assertThat(follow(shop()).done()).isEmpty();
    }

    @Test
    void rolls_back_with_a_down_script_that_was_corrected_before_the_up_script_was_edited() {
        follow(shop().migration("2", "CREATE TABLE item (id INT)", "DROP TABLE wrong"));
        follow(shop().migration("2", "CREATE TABLE item (id INT)", "DROP TABLE item"));

        follow(shop().migration("2", "CREATE TABLE sale (id INT)", "DROP TABLE sale"));

        assertThat(tables()).containsExactly("sale", "shop");
    }

    @Test
    void names_both_ways_out_where_a_down_script_is_missing() {
        follow(shop().migration("2", "CREATE TABLE item (id INT)"));
        SchemaMigrationsBuilder edited = shop().migration("2", "CREATE TABLE sale (id INT)");

        assertThatThrownBy(() -> follow(edited)).isInstanceOf(RefusedException.class)
                .satisfies(refusal -> assertThat(waysOut(refusal.getMessage()))
                        .contains("'2' cannot be rolled back: it has no down script"));
        assertThat(tables()).containsExactly("item", "shop");
        assertThatThrownBy(() -> following(edited, OnDifference.ROLL_BACK, Cleaning.ALLOWED).migrate())
                .isInstanceOf(ResetNeededException.class);
    }

    @Test
    void names_both_ways_out_where_a_down_script_fails() {
        follow(shop().migration("2", "CREATE TABLE item (id INT)", "DROP TABLE wrong"));
        SchemaMigrationsBuilder edited = shop().migration("2", "CREATE TABLE sale (id INT)");

        assertThatThrownBy(() -> follow(edited)).isInstanceOf(MigrationFailedException.class)
                .satisfies(failure -> waysOut(failure.getMessage()));
        assertThat(tables()).containsExactly("item", "shop");
        FollowingEngine allowed = following(edited, OnDifference.ROLL_BACK, Cleaning.ALLOWED);
        assertThatThrownBy(allowed::migrate).isInstanceOf(ResetNeededException.class);
        allowed.clean();
        allowed.migrate();
        assertThat(tables()).containsExactly("sale", "shop");
    }

    @Test
    void does_not_drop_anything_because_of_a_new_script_that_fails() {
        follow(shop());

        Throwable failure = catchThrowable(() -> following(shop().migration("2", "CREATE TABEL item (id INT)", "DROP TABLE x"),
                OnDifference.ROLL_BACK, Cleaning.ALLOWED).migrate());

        assertThat(failure).isInstanceOf(MigrationFailedException.class).hasNoCause();
        assertThat(failure.getMessage()).contains("> 1 | CREATE TABEL item (id INT)\n    | ");
    }

    @Test
    void is_not_stuck_behind_a_script_that_was_applied_half_and_then_edited() {
        String first = "-- schema-migrations: transaction=none\nCREATE TABLE item (id INT);\nCREATE TABEL sale (id INT);";
        assertThatThrownBy(() -> follow(shop().migration("2", first))).isInstanceOf(MigrationFailedException.class);
        SchemaMigrationsBuilder edited = shop().migration("2", first.replace("item", "goods").replace("TABEL", "TABLE"));

        assertThatThrownBy(() -> follow(edited)).isInstanceOf(InterruptedMigrationException.class)
                .satisfies(failure -> waysOut(failure.getMessage()));
        FollowingEngine allowed = following(edited, OnDifference.ROLL_BACK, Cleaning.ALLOWED);
        assertThatThrownBy(allowed::migrate).isInstanceOf(ResetNeededException.class);
        allowed.clean();
        allowed.migrate();
        assertThat(tables()).containsExactly("goods", "sale", "shop");
    }

    @Test
    void resumes_a_script_that_was_applied_half_and_corrected_where_it_failed() {
        String first = "-- schema-migrations: transaction=none\nCREATE TABLE item (id INT);\nCREATE TABEL sale (id INT);";
        assertThatThrownBy(() -> follow(shop().migration("2", first))).isInstanceOf(MigrationFailedException.class);

        follow(shop().migration("2", first.replace("TABEL", "TABLE")));

        assertThat(tables()).containsExactly("item", "sale", "shop");
    }

    @Test
    void runs_repeatable_migrations_again_behind_what_it_applies() {
        String view = "-- schema-migrations: repeatable\nDROP VIEW IF EXISTS counted; CREATE VIEW counted AS SELECT 1 AS n";
        follow(shop().migration("counted", view).migration("2", "CREATE TABLE item (id INT)", "DROP TABLE item"));

        RunReport report = follow(shop().migration("counted", view).migration("2", "CREATE TABLE sale (id INT)"));

        assertThat(report.done()).extracting(step -> step.id() + " " + step.direction()).containsExactly("2 DOWN", "2 UP",
                "counted UP");
    }

    @Test
    void drops_or_refuses_where_that_is_wanted() {
        follow(shop());
        SchemaMigrationsBuilder edited = database.migrations().migration("1", "CREATE TABLE sale (id INT)");

        assertThatThrownBy(() -> following(edited, OnDifference.DROP, Cleaning.ALLOWED).migrate())
                .isInstanceOf(ResetNeededException.class);
        assertThatThrownBy(() -> following(edited, OnDifference.DROP, Cleaning.REFUSED).migrate())
                .isInstanceOf(RefusedException.class).satisfies(refusal -> waysOut(refusal.getMessage()));
        assertThatThrownBy(() -> following(edited, OnDifference.REFUSE, Cleaning.ALLOWED).migrate())
                .isInstanceOf(RefusedException.class).hasMessageContaining("modified=warn");
        assertThat(tables()).containsExactly("shop");
    }

    @Test
    void shows_the_lines_of_a_script_once_where_the_history_could_not_be_compared_first() {
        follow(shop());
        AtomicBoolean compared = new AtomicBoolean();
        DataSource failingFirst = (DataSource) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] { DataSource.class }, (source, method, arguments) -> {
                    Connection connection = database.dataSource().getConnection();
                    return compared.getAndSet(true) ? connection : withoutStatements(connection);
                });
        SchemaMigrationsBuilder broken = SchemaMigrationsBuilder.of(failingFirst)
                .migration("1", "CREATE TABLE shop (id INT)", "DROP TABLE shop").migration("2", "CREATE TABEL item (id INT)");

        Throwable failure = catchThrowable(() -> following(broken, OnDifference.ROLL_BACK, Cleaning.REFUSED)
                .migrate(Target.latest(), Optional.of(new ExpectedHistory("0".repeat(64)))));

        assertThat(failure).isInstanceOf(MigrationFailedException.class);
        assertThat(failure.getMessage()).containsOnlyOnce("> 1 | CREATE TABEL item (id INT)\n");
    }

    private static Connection withoutStatements(Connection connection) {
        return (Connection) Proxy.newProxyInstance(FollowingEngineTest.class.getClassLoader(),
                new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
                    if (method.getName().equals("createStatement") || method.getName().equals("prepareStatement")) {
                        throw new SQLException("the server is busy");
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}

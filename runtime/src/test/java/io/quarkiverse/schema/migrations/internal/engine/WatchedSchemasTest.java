package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.ServerDatabase;
import io.quarkiverse.schema.migrations.databases.Servers;
import io.quarkiverse.schema.migrations.error.ListenerException;
import io.quarkiverse.schema.migrations.error.SchemasFailedException;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.StepReport;

/** Who watches, and who stops, a command that goes through several schemas. */
class WatchedSchemasTest {

    private static final List<String> SCHEMAS = List.of("north", "south", "west");

    private final ServerDatabase database = Servers.postgresql();

    private SchemaMigrationsBuilder migrations() {
        return database.migrations().migration("1", "CREATE TABLE shop (id INT)").migration("2", "CREATE TABLE item (id INT)");
    }

    @Test
    void tells_listeners_which_schema_it_is() {
        List<String> heard = new CopyOnWriteArrayList<>();
        migrations().schemas(List.of("north", "south")).listener(new MigrationListener() {
            @Override
            public MigrationListener inSchema(String schema) {
                return new MigrationListener() {
                    @Override
                    public void afterStep(String set, StepReport step) {
                        heard.add(schema + " " + step.id());
                    }
                };
            }
        }).build().migrate(Target.id("1"));

        assertThat(heard).containsExactly("north 1", "south 1");
    }

    @Test
    void a_listener_that_throws_stops_all_of_it() {
        SchemaMigrations migrations = migrations().schemas(SCHEMAS).listener(new MigrationListener() {
            @Override
            public void beforeStep(String set, MigrationId id, Direction direction) {
                throw new IllegalStateException("not today");
            }
        }).build();

        assertThatThrownBy(migrations::migrate).isInstanceOfSatisfying(SchemasFailedException.class, failure -> {
            assertThat(failure.failures()).containsOnlyKeys("north");
            assertThat(failure.failures().get("north")).isInstanceOf(ListenerException.class);
            assertThat(failure.notBegun()).containsExactly("south", "west");
            assertThat(failure).hasMessageStartingWith("Failed in 1 of 3 schemas, 'south', 'west'"
                    + " not started:\n  - 'north': A listener stopped the run");
        });
        assertThat(database.query("SELECT count(*) FROM pg_namespace WHERE nspname IN ('south', 'west')")).containsExactly("0");
    }

    @Test
    void an_interruption_stops_all_of_it() throws InterruptedException {
        SchemaMigrations migrations = migrations().schemas(SCHEMAS).listener(new MigrationListener() {
            @Override
            public void beforeStep(String set, MigrationId id, Direction direction) {
                Thread.currentThread().interrupt();
            }
        }).build();
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        Thread thread = new Thread(migrations::migrate);
        thread.setUncaughtExceptionHandler((t, e) -> failures.add(e));

        thread.start();
        thread.join();

        assertThat(failures).singleElement().isInstanceOfSatisfying(SchemasFailedException.class,
                failure -> assertThat(failure.notBegun()).containsExactly("south", "west"));
    }
}

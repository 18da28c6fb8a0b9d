package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.schema.migrations.Adoption;
import io.quarkiverse.schema.migrations.MigrationSource;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.SqliteFile;
import io.quarkiverse.schema.migrations.internal.source.InMemoryMigration;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.Script;
import io.quarkiverse.schema.migrations.model.Work;

/** What a start with nothing pending costs. */
class CostTest {

    @TempDir
    Path directory;

    private final List<String> calls = new ArrayList<>();
    private final List<String> opened = new ArrayList<>();
    private SchemaMigrationsBuilder builder;
    private SchemaMigrations migrations;

    @BeforeEach
    void migrateOnce() {
        List<InMemoryMigration> scripts = new ArrayList<>();
        for (int i = 1; i <= 50; i++) {
            scripts.add(new InMemoryMigration("" + i, "CREATE TABLE t" + i + " (id INT)", "DROP TABLE t" + i));
        }
        List<Migration> all = InMemoryMigration.scan("test", scripts).migrations().stream().map(this::counting).toList();
        MigrationSource source = () -> all;
        builder = SchemaMigrationsBuilder.of(counting(DataSource.class, SqliteFile.in(directory).dataSource()))
                .source(source);
        migrations = builder.build();
        migrations.migrate();
        assertThat(opened).isNotEmpty();
        assertThat(calls).contains("BEGIN IMMEDIATE");
        opened.clear();
        calls.clear();
    }

    private Migration counting(Migration migration) {
        return new Migration(migration.id(), migration.kind(), migration.description(), counting(migration.up()),
                migration.down().map(this::counting));
    }

    private Script counting(Work work) {
        Script script = (Script) work;
        return new Script(script.location(), script.checksum(), script.asWritten(), script.options(), () -> open(script));
    }

    private InputStream open(Script script) throws IOException {
        opened.add(script.location());
        return script.text().open();
    }

    /** Notes connections that are taken, statements that are sent and transactions that are begun or ended. */
    private <T> T counting(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { type },
                (proxy, method, arguments) -> {
                    note(method, arguments);
                    Object result = call(target, method, arguments);
                    if (result instanceof Connection connection) {
                        return counting(Connection.class, connection);
                    }
                    return result instanceof Statement statement ? counting(Statement.class, statement) : result;
                }));
    }

    private void note(Method method, Object[] arguments) {
        switch (method.getName()) {
            case "execute", "executeQuery", "executeUpdate", "prepareStatement" -> calls.add((String) arguments[0]);
            case "getConnection", "setAutoCommit", "commit", "rollback", "executeBatch" -> calls.add(method.getName());
            default -> {
                // costs nothing
            }
        }
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Test
    void is_one_statement_on_one_connection_without_a_transaction_and_without_opening_a_script() {
        assertThat(migrations.migrate().done()).isEmpty();

        assertThat(calls).hasSize(2).startsWith("getConnection");
        assertThat(calls.get(1)).startsWith("SELECT id, ").endsWith(" FROM \"main\".\"schema_migrations_history\"");
        assertThat(opened).isEmpty();
    }

    @Test
    void is_no_more_where_another_tool_has_a_history_whatever_is_to_become_of_it() {
        SqliteFile.in(directory).execute("CREATE TABLE __switchy_migrations (name TEXT, run_on TEXT)",
                "INSERT INTO __switchy_migrations VALUES ('1', '2023-12-01 10:20:30')");

        assertThat(migrations.migrate().done()).isEmpty();
        assertThat(calls).hasSize(2);
        calls.clear();
        assertThat(builder.adopt(Adoption.switchy()).build().migrate().done()).isEmpty();
        assertThat(calls).hasSize(2);
    }

    @Test
    void is_no_more_for_the_other_commands_that_only_look() {
        migrations.plan();
        assertThat(calls).hasSize(2);
        calls.clear();
        migrations.status();
        assertThat(calls).hasSize(2);
        calls.clear();
        migrations.validate();
        assertThat(calls).hasSize(2);
        assertThat(opened).isEmpty();
    }
}

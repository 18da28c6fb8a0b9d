package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteDataSource;

import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkus.test.QuarkusUnitTest;

/** Has a start do the command {@code drift} on databases that were migrated before. */
final class DriftCommand {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream standardOutput = System.out;
    private final Runnable setUp;

    /** @param setUp migrates the databases */
    DriftCommand(Runnable setUp) {
        this.setUp = setUp;
    }

    /** Expects that the command ends with a message, and what it prints. */
    QuarkusUnitTest of(TestApplication application, String message, String... printed) {
        return application.config("quarkus.schema-migrations.command", "drift")
                .fails(IllegalStateException.class, failure -> {
                    System.setOut(standardOutput);
                    assertThat(written.toString(StandardCharsets.UTF_8).lines()).containsExactly(printed);
                    assertThat(failure).hasMessage(message);
                }).setBeforeAllCustomizer(() -> {
                    setUp.run();
                    System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
                });
    }

    static String freshSqlite() {
        return "jdbc:sqlite:" + TestApplication.freshFolder().resolve("test.db");
    }

    static SchemaMigrationsBuilder on(String sqlite) {
        SQLiteDataSource dataSource = new SQLiteDataSource();
        dataSource.setUrl(sqlite);
        return SchemaMigrationsBuilder.of(dataSource);
    }

    static SchemaMigrationsBuilder onPostgresql(String database) {
        return onPostgresql(database, "postgres", "postgres");
    }

    static SchemaMigrationsBuilder onPostgresql(String database, String user, String password) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(EmbeddedPostgresql.url(database));
        dataSource.setUser(user);
        dataSource.setPassword(password);
        return SchemaMigrationsBuilder.of(dataSource);
    }
}

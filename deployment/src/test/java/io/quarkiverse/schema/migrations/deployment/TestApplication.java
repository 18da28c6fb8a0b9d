package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import javax.sql.DataSource;

import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ExplodedExporter;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

import io.quarkus.bootstrap.app.AdditionalDependency;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

/** A small application, on a SQLite file of its own or on a PostgreSQL. */
final class TestApplication {

    private final QuarkusUnitTest test = new QuarkusUnitTest();
    private final List<Consumer<JavaArchive>> contents = new ArrayList<>();

    private TestApplication() {
        contents.add(jar -> jar.addClass(TestApplication.class));
    }

    static TestApplication onSqlite() {
        return withoutDataSource().dataSource("");
    }

    /**
     * On a PostgreSQL, as whichever user the configuration names.
     *
     * @param database the name of its database, which no other test has
     * @param setUp what is done there before the application starts
     */
    static TestApplication onPostgresql(String database, String setUp) {
        return onPostgresql(database, () -> EmbeddedPostgresql.makeDatabase(database, setUp));
    }

    /**
     * On a PostgreSQL, as whichever user the configuration names.
     *
     * @param database the name of its database, which no other test has
     * @param setUp makes the database
     */
    static TestApplication onPostgresql(String database, Runnable setUp) {
        TestApplication application = new TestApplication().classes(EmbeddedPostgresql.class);
        application.test
                .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-jdbc-postgresql", Version.getVersion())))
                .setBeforeAllCustomizer(setUp);
        return application.config("quarkus.datasource.db-kind", "postgresql")
                .config("quarkus.datasource.jdbc.url", EmbeddedPostgresql.url(database));
    }

    static TestApplication withoutDataSource() {
        return new TestApplication();
    }

    TestApplication dataSource(String name) {
        String prefix = name.isEmpty() ? "quarkus.datasource." : "quarkus.datasource.\"" + name + "\".";
        return config(prefix + "db-kind", "sqlite").config(prefix + "jdbc.url", "jdbc:sqlite:" + freshFile());
    }

    /** Adds the default datasource, on a database in which something has happened already. */
    TestApplication onDatabaseWith(String... statements) {
        String url = "jdbc:sqlite:" + freshFile();
        try (Connection connection = DriverManager.getConnection(url); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(url, e);
        }
        return config("quarkus.datasource.db-kind", "sqlite").config("quarkus.datasource.jdbc.url", url);
    }

    private static Path freshFile() {
        return freshFolder().resolve("test.db");
    }

    static Path freshFolder() {
        try {
            Path folder = Files.createDirectories(Path.of("target", "databases"));
            return Files.createTempDirectory(folder, "test").toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A directory of the file system with one script in it. */
    static Path directory(String script, String sql) {
        Path directory = freshFolder();
        try {
            Path file = directory.resolve(script);
            Files.createDirectories(file.getParent());
            Files.writeString(file, sql);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return directory;
    }

    /** A file of its own that says this. */
    static Path freshFile(String name, String text) {
        try {
            return Files.writeString(freshFolder().resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder of its own with what an archive holds. */
    static Path exploded(JavaArchive archive) {
        Path folder = freshFolder();
        archive.as(ExplodedExporter.class).exportExploded(folder.toFile());
        return folder.resolve(archive.getName());
    }

    TestApplication config(String key, String value) {
        test.overrideConfigKey(key, value);
        return this;
    }

    TestApplication runtimeConfig(String key, String value) {
        test.overrideRuntimeConfigKey(key, value);
        return this;
    }

    TestApplication script(String path, String sql) {
        contents.add(jar -> jar.addAsResource(new StringAsset(sql), path));
        return this;
    }

    TestApplication classes(Class<?>... classes) {
        contents.add(jar -> jar.addClasses(classes));
        return this;
    }

    /** Adds a dependency as a folder, as modules of the same build are. */
    TestApplication folderDependency(String path, String sql) {
        test.withAdditionalDependency(jar -> jar.addAsResource(new StringAsset(sql), path));
        return this;
    }

    /** Adds a dependency as a jar. */
    TestApplication jarDependency(String name, String path, String sql) {
        Path jar = freshFile().resolveSibling(name);
        ShrinkWrap.create(JavaArchive.class, name).addAsResource(new StringAsset(sql), path)
                .as(ZipExporter.class).exportTo(jar.toFile());
        test.addBootstrapCustomizer(
                bootstrap -> bootstrap.addAdditionalApplicationArchive(new AdditionalDependency(jar, false, true)));
        return this;
    }

    QuarkusUnitTest starts() {
        return test.withApplicationRoot(jar -> contents.forEach(content -> content.accept(jar)));
    }

    /** Expects the build or the start to fail with an exception of this type, and this message. */
    QuarkusUnitTest fails(Class<? extends Throwable> type, String message) {
        return fails(type, failure -> assertThat(withoutFolders(failure.getMessage())).isEqualTo(message));
    }

    /** Expects the build or the start to fail with an exception of this type, be it inside another. */
    QuarkusUnitTest fails(Class<? extends Throwable> type, Consumer<Throwable> check) {
        return starts().assertException(failure -> {
            Throwable cause = failure;
            while (cause != null && !isA(type.getName(), cause)) {
                cause = cause.getCause();
            }
            assertThat(cause).describedAs("%s in %s", type, failure).isNotNull();
            check.accept(cause);
        });
    }

    /** By name, for an application has class loaders of its own. */
    private static boolean isA(String type, Throwable cause) {
        Class<?> c = cause.getClass();
        while (c != null && !c.getName().equals(type)) {
            c = c.getSuperclass();
        }
        return c != null;
    }

    private static String withoutFolders(String message) {
        return message.replaceAll("file:[^)]*/", "");
    }

    /** The first column of what a query gives. */
    static List<String> query(DataSource dataSource, String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> column = new ArrayList<>();
            while (rows.next()) {
                column.add(rows.getString(1));
            }
            return column;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }
}

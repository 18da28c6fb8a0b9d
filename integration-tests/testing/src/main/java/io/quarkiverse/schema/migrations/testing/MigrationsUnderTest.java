package io.quarkiverse.schema.migrations.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

import javax.sql.DataSource;

import io.quarkiverse.schema.migrations.Policies;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.testing.host.Host;
import io.quarkiverse.schema.migrations.testing.host.Hosts;

/**
 * Says which migrations are tested, and on what database. A value: {@link #open()} gives the databases.
 * <p>
 * Unless {@link #on} says otherwise, the database is the one that the system property
 * {@code schema-migrations.test.url} or the environment variable {@code SCHEMA_MIGRATIONS_TEST_URL} names (with
 * {@code .user} and {@code .password}, {@code _USER} and {@code _PASSWORD}), else a SQLite file that enforces foreign keys.
 */
public final class MigrationsUnderTest {

    private final List<Consumer<Setup>> steps;
    private final Optional<Server> server;
    private final Optional<RunningApplication> application;

    /** What a step may look at: the builder, and the kind of database. */
    private record Setup(SchemaMigrationsBuilder builder, String databaseKind) {
    }

    private record Server(String url, String user, String password) {
    }

    private MigrationsUnderTest(List<Consumer<Setup>> steps, Optional<Server> server,
            Optional<RunningApplication> application) {
        this.steps = List.copyOf(steps);
        this.server = server;
        this.application = application;
    }

    /**
     * The scripts at locations of the class path, as an application finds them: {@code db/migrations}, or with
     * {@code {db-kind}} in it. A location is a folder; what is in a jar is given as {@link #inFolder} or
     * {@link #from} its own source.
     */
    public static MigrationsUnderTest at(String... locations) {
        return from(List.of(locations).stream().<Consumer<Setup>> map(location -> setup -> Locations
                .folders(location, setup.databaseKind()).forEach(f -> setup.builder().directory(f, setup.databaseKind())))
                .toList());
    }

    /** The scripts in folders of the file system, in the layouts that an application has. */
    public static MigrationsUnderTest inFolder(Path... folders) {
        return from(List.of(folders).stream().<Consumer<Setup>> map(
                folder -> setup -> setup.builder().directory(folder, setup.databaseKind())).toList());
    }

    /** Whatever a builder is told: sources of one's own, single scripts, migrations in Java. */
    public static MigrationsUnderTest from(Consumer<SchemaMigrationsBuilder> sources) {
        Objects.requireNonNull(sources, "sources");
        return from(List.of(setup -> sources.accept(setup.builder())));
    }

    /**
     * The default set of the application that a {@code @QuarkusTest} runs, all its sources included, on its own database,
     * wherever that is: there is one at a time, which holds at the end what it held at the beginning.
     */
    public static MigrationsUnderTest ofApplication() {
        return ofApplication(SchemaMigrationsBuilder.DEFAULT_SET);
    }

    /**
     * A set of the application that a {@code @QuarkusTest} runs, on the datasource named like the set, else the default one.
     */
    public static MigrationsUnderTest ofApplication(String set) {
        return new MigrationsUnderTest(List.of(), Optional.empty(), Optional.of(new RunningApplication(set)));
    }

    private static MigrationsUnderTest from(List<Consumer<Setup>> steps) {
        return new MigrationsUnderTest(steps, Optional.empty(), Optional.empty());
    }

    /**
     * The same with more told to the builder: the set's name, policies, listeners, further sources.
     *
     * @throws IllegalStateException of an application, which has its own configuration
     */
    public MigrationsUnderTest with(Consumer<SchemaMigrationsBuilder> more) {
        Objects.requireNonNull(more, "more");
        if (application.isPresent()) {
            throw new IllegalStateException("The migrations of an application are as its configuration says");
        }
        List<Consumer<Setup>> all = new ArrayList<>(steps);
        all.add(setup -> more.accept(setup.builder()));
        return new MigrationsUnderTest(all, server, application);
    }

    /**
     * The same on a database that needs no login: {@code jdbc:sqlite:} makes files in a temporary folder,
     * {@code jdbc:sqlite::memory:} databases in memory, both with the driver's options behind a question mark.
     */
    public MigrationsUnderTest on(String url) {
        return on(url, "", "");
    }

    /**
     * The same on a server. Tests make databases of their own there, beside the one that is named, and drop them; the
     * one that is named is not touched.
     *
     * @param url for JDBC
     * @param user who may create databases
     * @param password the user's; never shown
     */
    public MigrationsUnderTest on(String url, String user, String password) {
        return new MigrationsUnderTest(steps, Optional.of(new Server(url, user, password)), Optional.empty());
    }

    /**
     * Begins a scope in which there are databases. Nothing is made before it is asked for.
     *
     * @return the databases; closing them drops all that is left
     * @throws IllegalArgumentException when the URL names no database that can be migrated
     * @throws IllegalStateException when an application is meant and none runs, or not as a test
     */
    public TestDatabases open() {
        if (application.isPresent()) {
            SchemaMigrations its = application.get().migrations();
            return new TestDatabases(Hosts.behind(application.get().pool()), dataSource -> its);
        }
        Server at = server.orElseGet(MigrationsUnderTest::configured);
        Host host = Hosts.at(at.url(), at.user(), at.password());
        return new TestDatabases(host, dataSource -> build(dataSource, host.kind().word()));
    }

    boolean isOfApplication() {
        return application.isPresent();
    }

    private SchemaMigrations build(DataSource dataSource, String databaseKind) {
        SchemaMigrationsBuilder builder = SchemaMigrationsBuilder.of(dataSource)
                .policies(Policies.DEFAULT.with(Policies.PostDeploy.APPLY));
        steps.forEach(step -> step.accept(new Setup(builder, databaseKind)));
        return builder.build();
    }

    private static Server configured() {
        String url = setting("url");
        return url.isEmpty() ? new Server("jdbc:sqlite:?foreign_keys=true", "", "")
                : new Server(url, setting("user"), setting("password"));
    }

    private static String setting(String name) {
        String variable = System.getenv().getOrDefault("SCHEMA_MIGRATIONS_TEST_" + name.toUpperCase(Locale.ROOT), "");
        return System.getProperty("schema-migrations.test." + name, variable);
    }
}

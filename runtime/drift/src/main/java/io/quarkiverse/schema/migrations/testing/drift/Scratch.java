package io.quarkiverse.schema.migrations.testing.drift;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.quarkiverse.schema.migrations.error.DatabaseException;
import io.quarkiverse.schema.migrations.error.InvalidSettingException;
import io.quarkiverse.schema.migrations.model.SetName;
import io.quarkiverse.schema.migrations.report.PlanReport;
import io.quarkiverse.schema.migrations.report.PlannedStep;
import io.quarkiverse.schema.migrations.runtime.command.DriftDetector.ScratchServer;
import io.quarkiverse.schema.migrations.testing.catalog.Catalog;
import io.quarkiverse.schema.migrations.testing.catalog.Kind;
import io.quarkiverse.schema.migrations.testing.catalog.ServerUrl;
import io.quarkiverse.schema.migrations.testing.schema.Schema;

/** An empty database beside another one. Closing it drops it. */
public final class Scratch implements AutoCloseable {

    private static final String PREFIX = "schema_migrations_scratch_";
    private static final String SQLITE = "jdbc:sqlite:";

    private final Kind kind;
    private final ScratchServer server;
    private final List<String> others;
    private final DataSource dataSource;
    private final Ending dropping;
    private final Ending interrupting;

    private interface Ending {
        void end() throws SQLException, IOException;
    }

    private Scratch(Kind kind, ScratchServer server, List<String> others, DataSource dataSource, Ending dropping,
            Ending interrupting) {
        this.kind = kind;
        this.server = server;
        this.others = List.copyOf(others);
        this.dataSource = dataSource;
        this.dropping = dropping;
        this.interrupting = interrupting;
    }

    /**
     * Makes one of the same kind as what a connection leads to.
     *
     * @throws DatabaseException when the server refuses; nothing was changed then
     */
    public static Scratch like(Connection live, ScratchServer server) throws SQLException {
        Kind kind = Kind.of(live);
        if (kind == Kind.SQLITE) {
            return file(server);
        }
        String name = PREFIX + UUID.randomUUID().toString().substring(0, 8);
        String quoted = Catalog.of(live).quoted(name);
        DataSource administration = server.at(server.url());
        List<String> databases = kind == Kind.POSTGRESQL ? List.of()
                : column(live, "SELECT schema_name FROM information_schema.schemata"
                        + " WHERE schema_name NOT IN ('information_schema', 'performance_schema')");
        String schema = kind == Kind.POSTGRESQL ? column(live, "SELECT quote_ident(current_schema())").get(0) : null;
        try {
            run(administration, "CREATE DATABASE " + quoted + (kind == Kind.POSTGRESQL ? ""
                    : " COLLATE " + column(live, "SELECT @@collation_database").get(0)));
        } catch (SQLException e) {
            throw new DatabaseException("The scratch database cannot be made: " + e.getMessage()
                    + "\nNothing was changed.\nAllow the user to create databases, or name another one with '"
                    + server.key("drift-username") + "' and '" + server.key("drift-password") + "', or another server with '"
                    + server.key("drift-jdbc-url") + "'.", e);
        }
        Scratch scratch = new Scratch(kind, server, databases, server.at(ServerUrl.of(server.url()).with(name)),
                () -> run(administration, "DROP DATABASE " + quoted + (kind == Kind.POSTGRESQL ? " WITH (FORCE)" : "")),
                () -> endSessions(kind, administration, name));
        try {
            if (schema != null && !schema.equals("public")) {
                run(scratch.dataSource, "CREATE SCHEMA IF NOT EXISTS " + schema);
            }
            return scratch;
        } catch (SQLException e) {
            scratch.close();
            throw e;
        }
    }

    private static Scratch file(ScratchServer server) {
        try {
            Path folder = Files.createTempDirectory(PREFIX);
            String options = server.url().replaceFirst("[^?]*", "");
            return new Scratch(Kind.SQLITE, server, List.of(), server.at(SQLITE + folder.resolve("scratch.db") + options),
                    () -> delete(folder), () -> {
                        // it is in this process
                    });
        } catch (IOException e) {
            throw new UncheckedIOException("There is no place for a temporary file", e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Leads to it; connections end when they are closed. */
    public DataSource dataSource() {
        return dataSource;
    }

    private static void endSessions(Kind kind, DataSource administration, String name) throws SQLException {
        try (Connection connection = administration.getConnection()) {
            if (kind == Kind.POSTGRESQL) {
                column(connection, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
                return;
            }
            for (String id : column(connection, "SELECT id FROM information_schema.processlist WHERE db = '" + name + "'")) {
                run(administration, "KILL " + id);
            }
        }
    }

    /** Ends all sessions in it, whatever they do; nothing happens on SQLite. May be called by any thread. */
    public void interrupt() {
        try {
            interrupting.end();
        } catch (SQLException | IOException e) {
            throw new DatabaseException("The sessions in the scratch database cannot be ended: " + e.getMessage(), e);
        }
    }

    /** Makes a schema in it; nothing happens when there is one. Only for databases that have schemas. */
    public void createSchema(String name) {
        try (Connection connection = dataSource.getConnection()) {
            run(dataSource, "CREATE SCHEMA IF NOT EXISTS " + Catalog.of(connection).quoted(name));
        } catch (SQLException e) {
            throw new DatabaseException("The schema '" + name + "' cannot be made in the scratch database: " + e.getMessage(),
                    e);
        }
    }

    Schema read(Part part) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return part.of(connection);
        }
    }

    /**
     * Looks at all statements that would run in it.
     *
     * @param done what is not done otherwise, such as {@code compared}
     * @throws InvalidSettingException when a migration would reach beyond the scratch database, to what the application uses
     */
    public void refuseBeyond(List<PlanReport> plans, String done) {
        BeyondDatabase beyond = new BeyondDatabase(kind, others);
        for (PlanReport plan : plans) {
            for (PlannedStep step : plan.steps()) {
                step.statements().stream().filter(beyond::reaches).findFirst().ifPresent(statement -> {
                    throw new InvalidSettingException("Migration '" + step.id() + "' (" + step.location() + ")"
                            + SetName.of(plan.set()) + " may reach beyond the scratch database, to what the application uses,"
                            + " so the set was not " + done + ":\n  " + statement.lines().findFirst().orElse("")
                            + "\nName a database on another server with '" + server.key("drift-jdbc-url")
                            + "'. Nothing was changed");
                });
            }
        }
    }

    private static void run(DataSource dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> column(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (result.next()) {
                values.add(result.getString(1));
            }
            return values;
        }
    }

    @Override
    public void close() {
        try {
            dropping.end();
        } catch (SQLException | IOException e) {
            throw new DatabaseException("The scratch database cannot be dropped: " + e.getMessage()
                    + "\nDrop it; its name begins with " + PREFIX, e);
        }
    }
}

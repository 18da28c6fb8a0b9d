package io.quarkiverse.schema.migrations.testing.squash;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.schema.migrations.internal.script.ScriptReader;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;
import io.quarkiverse.schema.migrations.internal.script.Syntax;
import io.quarkiverse.schema.migrations.testing.catalog.HistoryTables;
import io.quarkiverse.schema.migrations.testing.catalog.Kind;
import io.quarkiverse.schema.migrations.testing.host.Login;

/** Everything in a database but the histories of migration sets, as a script that makes it in an empty one. */
public interface Dump {

    /**
     * Returns the script of a database.
     *
     * @param connection leads to it
     * @param login leads there without JDBC
     * @param tools where the database's own tools are; those of the {@code PATH} when empty
     * @throws IllegalStateException when the tool is missing, or cannot dump this server; with what to do
     */
    static String of(Connection connection, Login login, Optional<Path> tools) throws SQLException {
        Kind kind = Kind.of(connection);
        Dump dump = switch (kind) {
            case SQLITE -> new SqliteDump();
            case POSTGRESQL -> new PostgresqlDump(login, tools);
            case MYSQL, MARIADB -> new MysqlDump(kind, login, tools);
        };
        return dump.script(connection, HistoryTables.of(connection));
    }

    /** @param histories the names of the tables to leave out, as SQL is written */
    String script(Connection connection, List<String> histories) throws SQLException;

    /** Returns the statements of a text as the engine reads them, without their delimiters and the comments around them. */
    static List<String> statements(String text, Syntax syntax) {
        List<String> statements = new ArrayList<>();
        try (ScriptReader reader = ScriptReader.open(new StringReader(text), syntax)) {
            for (SqlStatement statement = reader.next(); statement != null; statement = reader.next()) {
                statements.add(statement.text());
            }
            return statements;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

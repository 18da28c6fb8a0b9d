package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** The way into a schema, which is a database here. */
final class MysqlSchemaSwitch {

    static final int NO_SUCH_DATABASE = 1049;

    private static final int LONGEST_NAME = 64;

    private final Connection connection;
    private final String schema;

    MysqlSchemaSwitch(Connection connection, String schema) {
        this.connection = connection;
        this.schema = schema;
    }

    static Optional<String> objectionTo(String name, String product) {
        if (name.length() > LONGEST_NAME) {
            return Optional.of("the name '" + name + "' has " + name.length() + " characters, and " + product + " takes "
                    + LONGEST_NAME + ": give a shorter one");
        }
        return name.endsWith(" ") || name.codePoints().anyMatch(Character::isSupplementaryCodePoint)
                ? Optional.of("the name '" + name + "' ends with a blank or has a character that " + product
                        + " does not take: give another one")
                : Optional.empty();
    }

    void enter() throws SQLException {
        try {
            use();
        } catch (SQLException e) {
            if (e.getErrorCode() != NO_SUCH_DATABASE) {
                throw e;
            }
            make();
            use();
        }
    }

    /** A driver listens to one of the two, which one its properties say, and remembers what it is told. */
    private void use() throws SQLException {
        connection.setCatalog(schema);
        connection.setSchema(schema);
    }

    private void make() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE IF NOT EXISTS " + MysqlText.quoted(schema));
        }
    }
}

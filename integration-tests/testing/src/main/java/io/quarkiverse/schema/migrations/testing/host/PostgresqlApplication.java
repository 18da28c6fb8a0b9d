package io.quarkiverse.schema.migrations.testing.host;

import java.sql.Connection;
import java.sql.SQLException;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import io.quarkiverse.schema.migrations.testing.catalog.Kind;

/** An application's database on a PostgreSQL. A database with open connections is neither copied nor dropped. */
final class PostgresqlApplication implements ApplicationDatabase {

    private static final int LOOKS = 100;
    private static final long PAUSE_MILLIS = 20;

    private final AgroalDataSource pool;
    private final PostgresqlDatabases databases;
    private final String name;

    PostgresqlApplication(AgroalDataSource pool, PostgresqlDatabases databases, String name) {
        this.pool = pool;
        this.databases = databases;
        this.name = name;
    }

    @Override
    public Kind kind() {
        return Kind.POSTGRESQL;
    }

    @Override
    public void save(String kept) throws SQLException {
        try (Connection server = databases.server().getConnection()) {
            leave(server);
            try {
                databases.copy(name, kept);
            } finally {
                Sql.run(server, connections("true"));
            }
        }
    }

    @Override
    public void restore(String kept) throws SQLException {
        try (Connection server = databases.server().getConnection()) {
            leave(server);
            databases.drop(name);
            databases.copy(kept, name);
        }
    }

    @Override
    public void empty() throws SQLException {
        try (Connection server = databases.server().getConnection()) {
            leave(server);
            databases.drop(name);
            databases.create(name);
        }
    }

    /** The pool closes its connections when it comes to it; whoever else is connected has to go. */
    private void leave(Connection server) throws SQLException {
        Sql.run(server, connections("false"));
        pool.flush(FlushMode.ALL);
        String sessions = "FROM pg_stat_activity WHERE datname = " + Sql.text(name);
        for (int look = 0; look < LOOKS; look++) {
            if (Sql.column(server, "SELECT 1 " + sessions).isEmpty()) {
                return;
            }
            pause();
        }
        Sql.column(server, "SELECT pg_terminate_backend(pid) " + sessions);
    }

    private String connections(String allowed) {
        return "ALTER DATABASE " + PostgresqlDatabases.quoted(name) + " ALLOW_CONNECTIONS " + allowed;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while connections were being closed", e);
        }
    }

    @Override
    public void forget(String kept) throws SQLException {
        databases.drop(kept);
    }

    @Override
    public void close() {
        // nothing is held
    }
}

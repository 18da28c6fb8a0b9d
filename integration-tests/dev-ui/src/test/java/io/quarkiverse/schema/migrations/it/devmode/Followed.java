package io.quarkiverse.schema.migrations.it.devmode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import io.quarkiverse.schema.migrations.servers.Database;
import io.quarkiverse.schema.migrations.servers.Server;

/** An application in development mode, seen from its database. */
final class Followed {

    private final Database database;
    private final int port;

    /** @param name that of its database, which no other test has */
    Followed(String name, int port) {
        this.database = Server.POSTGRESQL.empty(name);
        this.port = port;
    }

    /** What has the application use the database. */
    String properties(String more) {
        return """
                quarkus.http.port=%d
                quarkus.analytics.disabled=true
                quarkus.datasource.db-kind=postgresql
                quarkus.datasource.jdbc.url=%s
                quarkus.datasource.username=%s
                quarkus.datasource.password=%s
                """.formatted(port, database.url(), database.user(), database.password()) + more;
    }

    /** Sends a request, which has development mode look for changes, and returns the answer. */
    String request() {
        try {
            return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/")).build(),
                    HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All columns after the next request, as {@code table.column}, those of the histories excepted. */
    String columns() {
        request();
        return query("""
                select coalesce(string_agg(name, ' ' order by name), '')
                from (select case table_schema when 'public' then '' else table_schema || '.' end
                                || table_name || '.' || column_name collate "C" as name
                        from information_schema.columns
                        where table_schema not in ('pg_catalog', 'information_schema')
                                and table_name not like 'schema_migrations%') columns""");
    }

    /** Does something in the database and returns the first value of the result. */
    String query(String sql) {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet result = statement.getResultSet()) {
                result.next();
                return result.getString(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}

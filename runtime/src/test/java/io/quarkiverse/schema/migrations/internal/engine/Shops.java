package io.quarkiverse.schema.migrations.internal.engine;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.schema.migrations.databases.SqliteFile;

/** Twenty migrations of which some run statement by statement, and what a SQLite file holds after them. */
final class Shops {

    static final int MIGRATIONS = 20;

    private Shops() {
    }

    static Path scripts() {
        try {
            return Path.of(Shops.class.getResource("/engine/shops").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Schema and rows of everything but the history's times, in an order of their own. */
    static List<String> contents(SqliteFile file) {
        List<String> contents = new ArrayList<>();
        contents.addAll(file.query("SELECT type || ' ' || name || ': ' || coalesce(sql, '') FROM sqlite_master"
                + " WHERE tbl_name NOT LIKE 'sqlite_%' ORDER BY type, name"));
        contents.addAll(file.query("SELECT id || name || city FROM shop ORDER BY id"));
        contents.addAll(file.query("SELECT id || ',' || shop || ',' || price FROM item ORDER BY id"));
        contents.addAll(file.query("SELECT item || ',' || price FROM price_change ORDER BY rowid"));
        contents.addAll(file.query("SELECT id || text || extra_19 FROM note ORDER BY id"));
        contents.addAll(file.query("SELECT migration || ' ' || statement FROM run ORDER BY rowid"));
        contents.addAll(file.query("SELECT id || state || up_checksum || statements_done || '/' || statements_total || ' as '"
                + " || applied_order FROM schema_migrations_history ORDER BY applied_order"));
        contents.addAll(file.query("PRAGMA journal_mode"));
        return contents;
    }
}

package io.quarkiverse.schema.migrations.internal.source;

import java.util.Locale;
import java.util.Optional;

/**
 * The databases that may have a script of their own: all that may stand before {@code .sql} in a file's name.
 * <p>
 * The list is closed. Any other word there is part of the id: {@code 1.2.sql} is the migration {@code 1.2}.
 */
enum VariantKind {
    SQLITE,
    POSTGRESQL,
    MYSQL,
    MARIADB;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The word in a file's name. */
    public String word() {
        return word;
    }

    /** The kind a word in a file's name stands for; exact, so {@code PostgreSQL} is none. */
    static Optional<VariantKind> ofWord(String word) {
        for (VariantKind kind : values()) {
            if (kind.word.equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /**
     * The variant that serves a datasource.
     *
     * @param databaseKind the datasource's kind, in any of the spellings that Quarkus understands
     * @return empty for databases without variants, which use the general scripts
     */
    public static Optional<VariantKind> ofDatabaseKind(String databaseKind) {
        String normalized = databaseKind.toLowerCase(Locale.ROOT);
        return switch (normalized) {
            case "pgsql", "pg" -> Optional.of(POSTGRESQL);
            default -> ofWord(normalized);
        };
    }
}

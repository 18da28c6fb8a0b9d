package io.quarkiverse.schema.migrations.internal.source;

/** The ways to lay out a migration's files. */
enum Layout {
    /** {@code <id>/up.sql} and {@code <id>/down.sql}. */
    FOLDER,
    /** {@code <id>.up.sql} and {@code <id>.down.sql}. */
    PAIR,
    /** {@code <id>.sql}. */
    SINGLE,
    /** {@code V<version>__<description>.sql} and {@code U<version>__<description>.sql}. */
    FLYWAY,
    /** {@code R__<description>.sql}. */
    REPEATABLE
}

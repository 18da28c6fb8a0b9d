package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import java.util.List;

import io.quarkiverse.schema.migrations.internal.script.Syntax;

/** What differs between MySQL and MariaDB. */
enum Product {

    MYSQL("MySQL", Syntax.MYSQL, "utf8mb4_0900_bin", List.of("IS_VISIBLE", "EXPRESSION"),
            List.of("TRANSACTION_ISOLATION", "TRANSACTION_READ_ONLY"), ""),
    MARIADB("MariaDB", Syntax.MARIADB, "utf8mb4_nopad_bin", List.of("IGNORED"), List.of("TX_ISOLATION", "TX_READ_ONLY"),
            " MariaDB may have done a part of the statement that failed: look before you try again.");

    final String title;
    final Syntax syntax;
    /** Compares code points, and does not take blanks at the end for nothing. */
    final String keyCollation;
    /** What only its catalogue knows of an index. */
    final List<String> indexColumns;
    /** What {@code SET SESSION TRANSACTION} sets. */
    final List<String> transactionVariables;
    /** What to know of any statement that failed. */
    final String consequence;

    Product(String title, Syntax syntax, String keyCollation, List<String> indexColumns, List<String> transactionVariables,
            String consequence) {
        this.title = title;
        this.syntax = syntax;
        this.keyCollation = keyCollation;
        this.indexColumns = indexColumns;
        this.transactionVariables = transactionVariables;
        this.consequence = consequence;
    }

    /** The one that a driver's version text tells of; a driver may report MariaDB as MySQL. */
    static Product ofVersion(String version) {
        return version.contains("MariaDB") ? MARIADB : MYSQL;
    }
}

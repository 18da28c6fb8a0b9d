package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.schema.migrations.internal.script.Syntax;

/**
 * The version of a server, as comments name those that execute them.
 *
 * @param product whose version it is
 * @param number 80033 for 8.0.33, 110405 for 11.4.5
 */
record ServerVersion(Product product, int number) {

    private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)");
    private static final int FIRST_OF_MYSQL_ALONE = 50700;
    private static final int LAST_OF_MYSQL_ALONE = 99999;

    /** @param text as the driver tells it */
    static ServerVersion of(String text) {
        // old drivers and replicas put 5.5.5- in front of MariaDB's version
        String version = text.startsWith("5.5.5-") ? text.substring(6) : text;
        Matcher numbers = NUMBERS.matcher(version);
        int number = numbers.find()
                ? Integer.parseInt(numbers.group(1)) * 10_000 + Integer.parseInt(numbers.group(2)) * 100
                        + Integer.parseInt(numbers.group(3))
                : Integer.MAX_VALUE;
        return new ServerVersion(Product.ofVersion(text), number);
    }

    /** Whether the server executes a comment that names a version. MariaDB leaves to MySQL what it never had. */
    boolean executes(int version) {
        boolean forMysqlAlone = product == Product.MARIADB && version >= FIRST_OF_MYSQL_ALONE
                && version <= LAST_OF_MYSQL_ALONE;
        return version <= number && !forMysqlAlone;
    }

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
        /** What only its catalog knows of an index. */
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

        /** The one that a driver's version text names; a driver may report MariaDB as MySQL. */
        static Product ofVersion(String version) {
            return version.contains("MariaDB") ? MARIADB : MYSQL;
        }
    }
}

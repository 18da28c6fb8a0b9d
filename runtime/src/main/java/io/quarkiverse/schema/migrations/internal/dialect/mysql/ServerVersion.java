package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
}

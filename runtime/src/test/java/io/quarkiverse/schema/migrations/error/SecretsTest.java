package io.quarkiverse.schema.migrations.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;

/** Exceptions of ours hold no passwords: not in their messages, and not in what belongs to them. */
class SecretsTest {

    @ParameterizedTest
    @ValueSource(strings = {
            "URL jdbc:postgresql://app:§@db.example:5432/shop is not one",
            "jdbc:mysql://§@db/shop", "jdbc:mariadb://app:§@h1,h2:3306/shop?x=1",
            "jdbc:postgresql://db/shop?user=app&password=§", "jdbc:postgresql://db/shop?PassWord=§&ssl=true",
            "jdbc:postgresql://db/shop?ssl=true&sslpassword=§&x=1", "jdbc:mysql://db/?trustCertificateKeyStorePassword=§&x=y",
            "jdbc:mysql://address=(host=db)(user=app)(password=§)/shop", "jdbc:mysql://db?clientCertificateKeyStorePassword=§",
            "connection option password = §", "pwd=§", "{password=§}", "options \"password\"=§",
            "jdbc:mariadb://db/shop?keyStorePassword=§", "jdbc:postgresql://db/?accessToken=§&x=1" })
    void removes_whatever_stands_for_a_password_in_a_URL(String text) {
        for (String password : new String[] { "s3cret", "s3cret with blanks s3cret", "s3cret@s3cret", "s3cret;s3cret",
                "s3cret,s3cret", "s3cret's3cret\"s3cret", "s3cret)s3cret", "s3cret/s3cret:s3cret" }) {
            assertThat(Secrets.removed(text.replace("§", text.contains("//§") ? "app:" + password : password)))
                    .doesNotContain("s3cret").contains("***");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "near 'IDENTIFED BY 's3cret'' at line 1", "CREATE USER app IDENTIFIED BY 's3cret'",
            "CREATE USER app IDENTIFIED BY 's3cret cut off in the", "create user a identified with sha2 by \"s3cret\"",
            "ALTER USER app IDENTIFIED BY PASSWORD 's3cret'", "CREATE ROLE app LOGIN PASSWORD 's3''s3cret'",
            "CREATE ROLE app ENCRYPTED PASSWORD E's\\'s3cret' LOGIN", "ALTER ROLE app PASSWORD $x$s3cret$x$",
            "ALTER ROLE app PASSWORD $$s3cret", "SET PASSWORD FOR app = 's3cret'", "SET PASSWORD = PASSWORD('s3cret')",
            "CREATE USER MAPPING FOR me SERVER s OPTIONS (user 'me', password 's3cret')",
            "CREATE SUBSCRIPTION s CONNECTION 'host=db password=s3cret' PUBLICATION p",
            "CHANGE MASTER TO MASTER_PASSWORD='s3cret'" })
    void removes_passwords_that_statements_set(String text) {
        assertThat(Secrets.removed(text)).doesNotContain("s3cret").contains("***");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "jdbc:postgresql://app:a b@db/shop?ssl=true | jdbc:postgresql://app:***@db/shop?ssl=true",
            "jdbc:mysql://db/?password=a b&x=1 | jdbc:mysql://db/?password=***&x=1",
            "jdbc:mysql://db/?password=a | jdbc:mysql://db/?password=***", "PWD = a | PWD = ***",
            "x IDENTIFIED BY 'a' y | x IDENTIFIED BY '***' y" })
    void keeps_the_rest(String text, String expected) {
        assertThat(Secrets.removed(text)).isEqualTo(expected);
        assertThat(Secrets.removed(expected + ". Check it")).isEqualTo(expected + ". Check it");
    }

    @ParameterizedTest
    @ValueSource(strings = { "Access denied for user 'app'@'localhost' (using password: YES)",
            "FATAL: password authentication failed for user \"app\"", "jdbc:postgresql://db:5432/shop?user=app",
            "ALTER TABLE person ADD password VARCHAR(9)", "column \"password\" does not exist",
            "SELECT a FROM b GROUP BY c", "Migration '1' failed at db/migrations/1.sql:1:1: syntax error" })
    void changes_nothing_else(String text) {
        assertThat(Secrets.removed(text)).isEqualTo(text);
    }

    @Test
    void cleans_causes_and_what_they_suppress_and_what_drivers_chain() {
        String secret = "jdbc:postgresql://app:s3cret@db/shop";
        SQLException next = new SQLException("next " + secret, "08001", 7);
        SQLException cause = new SQLException("cause " + secret, "08006", 8, new IllegalStateException(secret));
        cause.setNextException(next);
        cause.addSuppressed(new IllegalArgumentException("suppressed " + secret, new Exception(secret)));
        cause.getCause().addSuppressed(cause);

        DatabaseException failure = new DatabaseException("failed: " + secret + "\nsecond line", cause);

        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        assertThat(trace.toString()).doesNotContain("s3cret").contains("IllegalStateException", "IllegalArgumentException",
                "app:***@db", "second line");
        SQLException cleaned = (SQLException) failure.getCause();
        assertThat(cleaned.getSQLState()).isEqualTo("08006");
        assertThat(cleaned.getErrorCode()).isEqualTo(8);
        assertThat(cleaned.getStackTrace()).isEqualTo(cause.getStackTrace());
        assertThat(cleaned.getNextException().getMessage()).isEqualTo("next jdbc:postgresql://app:***@db/shop");
        assertThat(cleaned.getNextException().getSQLState()).isEqualTo("08001");
    }

    @Test
    void finds_a_password_that_only_a_chained_exception_holds() {
        SQLException cause = new SQLException("harmless");
        cause.setNextException(new SQLException("password=s3cret"));

        SQLException cleaned = (SQLException) new DatabaseException("failed", cause).getCause();
        assertThat(cleaned.getNextException().getMessage()).isEqualTo("password=***");
    }

    @Test
    void leaves_exceptions_without_passwords_as_they_are() {
        SQLException cause = new SQLException("harmless", new IllegalStateException());

        assertThat(new DatabaseException("failed", cause)).hasCauseReference(cause);
        assertThat(new DatabaseException("failed", null)).hasNoCause();
    }

    @Test
    void cleans_the_failure_of_a_source() {
        SchemaMigrations migrations = SchemaMigrationsBuilder.of(new SQLiteDataSource()).source(() -> {
            throw new IllegalStateException("cannot read ftp://me:s3cret@host/");
        }).build();

        assertThatThrownBy(migrations::status).isInstanceOf(InvalidSourcesException.class).satisfies(failure -> {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace, true));
            assertThat(trace.toString()).doesNotContain("s3cret").contains("Suppressed: ");
        });
    }
}

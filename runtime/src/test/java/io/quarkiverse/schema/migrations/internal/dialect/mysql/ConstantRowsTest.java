package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.schema.migrations.internal.script.ScriptReader;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;
import io.quarkiverse.schema.migrations.internal.script.Syntax;

class ConstantRowsTest {

    private static Optional<List<String>> target(String text) throws IOException {
        try (ScriptReader reader = ScriptReader.open(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), Syntax.MYSQL)) {
            SqlStatement statement = reader.next();
            return ConstantRows.target(statement, MysqlWords.of(statement, ServerVersion.of("8.0.33")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "INSERT INTO t VALUES (1)",
            "insert t values (1, 'a (b) select', NULL, -1.5e3, +7, \\N, default, true), (2, '', 0x41, x'41', b'1', N'a', FALSE)",
            "REPLACE LOW_PRIORITY INTO `my db`.`t` (`id`, name) VALUES (1,2)",
            "INSERT IGNORE INTO t () VALUE ()",
            "INSERT INTO t (`values`, value) VALUES (_binary 'a', _utf8mb4'b')" })
    void knows_rows_of_which_every_value_is_said(String text) throws IOException {
        assertThat(target(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "INSERT INTO t SELECT 1",
            "INSERT INTO t TABLE u",
            "INSERT INTO t SELECT * FROM (VALUES ROW(1)) AS v",
            "INSERT INTO t VALUES (f(1))",
            "INSERT INTO t VALUES (`f`(1))",
            "INSERT INTO t VALUES ((SELECT max(id) FROM u))",
            "INSERT INTO t VALUES (@n)",
            "INSERT INTO t VALUES (a)",
            "INSERT INTO t VALUES (1/0)",
            "INSERT INTO t VALUES (CURRENT_TIMESTAMP)",
            "INSERT INTO t VALUES (1) ON DUPLICATE KEY UPDATE a = 2",
            "INSERT INTO t VALUES (1) /*! , (f(2)) */",
            "INSERT INTO t PARTITION (p) VALUES (1)",
            "INSERT INTO t SET a = 1",
            "UPDATE t SET a = 1",
            "VALUES ROW(1)" })
    void leaves_everything_else_alone(String text) throws IOException {
        assertThat(target(text)).isEmpty();
    }

    @Test
    void leaves_alone_what_is_long() throws IOException {
        assertThat(target("INSERT INTO t VALUES ('" + "x".repeat(16_000) + "')")).isPresent();
        assertThat(target("INSERT INTO t VALUES ('" + "x".repeat(17_000) + "')")).isEmpty();
    }

    @Test
    void tells_tables_apart() throws IOException {
        assertThat(target("INSERT INTO t (a) VALUES (1)")).isEqualTo(target("INSERT  INTO t(a) VALUES ('other')"))
                .isNotEqualTo(target("INSERT INTO T (a) VALUES (1)")).isNotEqualTo(target("INSERT INTO d.t (a) VALUES (1)"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            INSERT INTO t VALUES (1, '(2)')         | true
            INSERT INTO t (a, b) VALUES (1, 2)      | true
            INSERT INTO t () VALUE ()               | true
            INSERT INTO t VALUES (1), (2)           | false
            REPLACE INTO t (a) VALUE (1), (2), (3)  | false
            """)
    void knows_a_single_row_which_leaves_nothing_when_it_fails(String text, boolean expected) throws IOException {
        try (ScriptReader reader = ScriptReader.open(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), Syntax.MYSQL)) {
            assertThat(ConstantRows.isOneRow(reader.next())).isEqualTo(expected);
        }
    }
}

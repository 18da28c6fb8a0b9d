package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.ServerDatabase;
import io.quarkiverse.schema.migrations.databases.Servers;

/** What reaches MySQL and MariaDB, by their own log. */
@ParameterizedClass
@EnumSource(names = { "MYSQL", "MARIADB" })
class MysqlWireTest {

    @Parameter
    DatabaseKind kind;

    private ServerDatabase database;

    /** How the log writes a statement: a character of four bytes does not fit into that of MariaDB, and is spelt out. */
    private String logged(String statement) {
        boolean isMysql = kind == DatabaseKind.MYSQL && Servers.hasMysql();
        return isMysql ? statement : statement.replace("🙂", "\\xF0\\x9F\\x99\\x82");
    }

    @BeforeEach
    void beginLog() {
        database = kind.onServer();
        database.execute("SET GLOBAL log_output = 'TABLE'", "TRUNCATE TABLE mysql.general_log",
                "SET GLOBAL general_log = ON");
    }

    @AfterEach
    void endLog() {
        database.execute("SET GLOBAL general_log = OFF", "TRUNCATE TABLE mysql.general_log",
                "SET GLOBAL log_output = 'FILE'");
    }

    /** Everything that was sent while the log was on, in hexadecimal, so that no driver or session makes it look right. */
    private String log() {
        database.execute("SET GLOBAL general_log = OFF");
        return database.query("SELECT HEX(CAST(argument AS BINARY)) FROM mysql.general_log"
                + " WHERE command_type = 'Query' ORDER BY event_time").stream().collect(Collectors.joining("3B"));
    }

    private static String hex(String text) {
        return HexFormat.of().withUpperCase().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void sends_every_byte_as_it_is_written() {
        List<String> statements = List.of(
                "CREATE TABLE sent (a LONGTEXT)",
                "INSERT INTO sent /* {fn now()} ? :x ; */ VALUES ('{d ''2026-01-01''} ? \\\\ \\' \"; ü 🙂'),\r\n\t(\"`;'\")",
                "INSERT INTO sent SELECT 1 -- {call x} ; '\n + 2 # ? ; \"\n + 3 /*!40101 + 4 */ AS `a?{}`",
                "UPDATE sent SET a = CONCAT(a, '  ')   WHERE a  <>  ''  ",
                "DO '\u2028 \u00a0 \ufffd'");
        String body = "CREATE PROCEDURE kept()\nBEGIN\n  -- {fn user()} ? 'it''s\n  DO 1;\n  DO 2;\nEND";

        database.migrations().migration("1", String.join(";\n", statements) + ";\nDELIMITER //\n" + body + "//\n").build()
                .migrate();

        String log = log();
        for (String statement : statements) {
            assertThat(log).containsPattern(between(statement.stripTrailing()));
        }
        assertThat(log).containsPattern(between(body));
    }

    /** MySQL notes each statement by itself, MariaDB the packet. */
    private String between(String statement) {
        return "3B(0A)?" + hex(logged(statement)) + "3B";
    }
}

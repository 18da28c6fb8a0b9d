package io.quarkiverse.schema.migrations.internal.dialect.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.OneConnection;
import io.quarkiverse.schema.migrations.databases.SqliteFile;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;

/** Tables that are rebuilt because SQLite cannot alter them, while rows of other tables refer to theirs. */
class TableRebuildTest {

    private static final String NEW_TABLE_INTO_PLACE = """
            CREATE TABLE shop_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
            INSERT INTO shop_new SELECT id, name FROM shop;
            DROP TABLE shop;
            ALTER TABLE shop_new RENAME TO shop;
            """;

    private static final String REFUSED = """
            Migration '1' failed at memory:1/up.sql:3:1: dropping the table deletes or changes the rows of item that refer \
            to it, because foreign keys are enforced: put 'PRAGMA foreign_keys = OFF;' at the head of the script to rebuild \
            the table and keep them
              DROP TABLE shop
            The migration was rolled back. Fix the script and retry.""";

    @TempDir
    Path directory;

    private SqliteFile enforcing;
    private SqliteFile plain;

    @BeforeEach
    void makeShopsWithItems() {
        plain = SqliteFile.in(directory);
        enforcing = plain.withForeignKeys();
    }

    private void shopWithItems(String reference) {
        plain.execute("CREATE TABLE shop (id INTEGER PRIMARY KEY, name TEXT)",
                "CREATE TABLE item (id INTEGER PRIMARY KEY, shop INTEGER REFERENCES shop (id) " + reference + ")",
                "INSERT INTO shop VALUES (1, 'north'), (2, 'south')", "INSERT INTO item VALUES (10, 1), (11, 2), (12, 2)");
    }

    private static void migrate(SqliteFile file, String script) {
        file.migrations().migration("1", script).build().migrate();
    }

    private void assertNoRowIsLost() {
        assertThat(plain.query("SELECT id || ' of ' || shop FROM item ORDER BY id")).containsExactly("10 of 1", "11 of 2",
                "12 of 2");
        assertThat(plain.query("SELECT name FROM shop ORDER BY id")).containsExactly("north", "south");
        assertThat(plain.query("PRAGMA foreign_key_check")).isEmpty();
        assertThat(plain.query("SELECT \"table\" FROM pragma_foreign_key_list('item')")).containsExactly("shop");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "ON DELETE CASCADE", "ON DELETE SET NULL", "ON DELETE RESTRICT",
            "ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED" })
    void keeps_every_row_when_the_script_turns_enforcement_off(String reference) {
        shopWithItems(reference);

        migrate(enforcing, "PRAGMA foreign_keys = OFF;\n" + NEW_TABLE_INTO_PLACE + "PRAGMA foreign_keys = ON;\n");

        assertNoRowIsLost();
        assertThat(plain.query("SELECT \"notnull\" FROM pragma_table_info('shop') WHERE name = 'name'")).containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(strings = { "PRAGMA foreign_keys = OFF", "pragma main.foreign_keys(0)", "PRAGMA \"foreign_keys\" = 'off'",
            "PRAGMA foreign_keys=0", "PRAGMA foreign_keys; PRAGMA foreign_keys = no" })
    void understands_the_pragma_however_it_is_written(String pragma) {
        shopWithItems("ON DELETE CASCADE");

        migrate(enforcing, pragma + ";\n" + NEW_TABLE_INTO_PLACE);

        assertNoRowIsLost();
    }

    @Test
    void keeps_every_row_where_keys_are_not_enforced_anyway() {
        shopWithItems("ON DELETE CASCADE");

        migrate(plain, NEW_TABLE_INTO_PLACE);

        assertNoRowIsLost();
    }

    @Test
    void keeps_every_row_when_the_old_table_is_renamed_away_and_dropped() {
        shopWithItems("ON DELETE CASCADE");

        migrate(enforcing, """
                PRAGMA foreign_keys = OFF;
                PRAGMA legacy_alter_table = ON;
                ALTER TABLE shop RENAME TO shop_old;
                CREATE TABLE shop (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
                INSERT INTO shop SELECT id, name FROM shop_old;
                DROP TABLE shop_old;
                """);

        assertNoRowIsLost();
    }

    @Test
    void refuses_to_lose_rows_of_others() {
        shopWithItems("ON DELETE CASCADE");

        assertThatThrownBy(() -> migrate(enforcing, NEW_TABLE_INTO_PLACE)).isInstanceOf(MigrationFailedException.class)
                .hasMessage(REFUSED);
        assertNoRowIsLost();
        assertThat(plain.tables()).doesNotContain("shop_new");
    }

    @ParameterizedTest
    @ValueSource(strings = { "ON DELETE SET NULL", "ON DELETE SET DEFAULT" })
    void refuses_to_change_rows_of_others(String reference) {
        shopWithItems(reference);

        assertThatThrownBy(() -> migrate(enforcing, NEW_TABLE_INTO_PLACE)).hasMessage(REFUSED);
        assertNoRowIsLost();
    }

    @Test
    void refuses_to_lose_rows_when_the_old_table_is_renamed_away_and_dropped() {
        shopWithItems("ON DELETE CASCADE");

        assertThatThrownBy(() -> migrate(enforcing, """
                ALTER TABLE shop RENAME TO shop_old;
                CREATE TABLE shop (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
                INSERT INTO shop SELECT id, name FROM shop_old; DROP TABLE shop_old;
                """)).hasMessageStartingWith("Migration '1' failed at memory:1/up.sql:3:49: dropping the table deletes");
        assertNoRowIsLost();
    }

    @Test
    void refuses_to_lose_rows_when_the_table_is_dropped_and_made_again() {
        shopWithItems("ON DELETE CASCADE");

        assertThatThrownBy(() -> migrate(enforcing, """
                CREATE TEMP TABLE kept AS
                SELECT * FROM shop;
                DROP TABLE shop;
                CREATE TABLE shop (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
                INSERT INTO shop SELECT * FROM kept;
                """)).hasMessage(REFUSED);
        assertNoRowIsLost();
    }

    @Test
    void refuses_to_lose_rows_when_the_script_turns_enforcement_on_and_not_off() {
        shopWithItems("ON DELETE CASCADE");

        assertThatThrownBy(() -> migrate(enforcing, NEW_TABLE_INTO_PLACE + "PRAGMA foreign_keys = ON;\n")).hasMessage(REFUSED);
        assertThatThrownBy(() -> migrate(plain, NEW_TABLE_INTO_PLACE + "PRAGMA foreign_keys = ON;\n")).hasMessage(REFUSED);
        assertNoRowIsLost();
    }

    @Test
    void refuses_to_lose_rows_statement_by_statement_too() {
        shopWithItems("ON DELETE CASCADE");

        assertThatThrownBy(() -> migrate(enforcing, "-- schema-migrations: transaction=none\n" + NEW_TABLE_INTO_PLACE))
                .hasMessageStartingWith("Migration '1' failed at memory:1/up.sql:4:1: dropping the table deletes");
        assertThat(plain.count("item")).isEqualTo(3);
    }

    @Test
    void knows_a_table_by_quoted_qualified_and_differently_written_names() {
        plain.execute("CREATE TABLE \"The \"\"Ärzte\"\"\" (id INTEGER PRIMARY KEY)",
                "CREATE TABLE item (id INTEGER PRIMARY KEY, shop INTEGER REFERENCES [tHE \"Ärzte\"] ON DELETE CASCADE)",
                "INSERT INTO \"The \"\"Ärzte\"\"\" VALUES (1)", "INSERT INTO item VALUES (10, 1)");

        assertThatThrownBy(() -> migrate(enforcing, """
                CREATE TABLE main.[new ones] (id INTEGER PRIMARY KEY, name TEXT);
                INSERT INTO [new ones] (id) SELECT id FROM "THE ""Ärzte\""";
                DROP TABLE IF EXISTS "main" . [the "Ärzte"];
                ALTER TABLE main."NEW ONES" RENAME TO `The "Ärzte"`;
                """)).hasMessageContaining("dropping the table deletes or changes the rows of item");
        assertThat(plain.count("item")).isOne();
    }

    @Test
    void passes_a_dropped_table_through_that_is_not_rebuilt() {
        shopWithItems("ON DELETE CASCADE");

        migrate(enforcing, "DROP TABLE shop");

        assertThat(plain.count("item")).isZero();
    }

    @Test
    void rebuilds_a_table_that_nothing_refers_to_with_enforcement_on() {
        shopWithItems("ON DELETE CASCADE");
        plain.execute("DELETE FROM item");

        migrate(enforcing, NEW_TABLE_INTO_PLACE);

        assertThat(plain.count("shop")).isEqualTo(2);
    }

    @Test
    void fails_when_rows_refer_to_nothing_afterwards() {
        shopWithItems("");

        assertThatThrownBy(() -> migrate(enforcing, """
                PRAGMA foreign_keys = OFF;
                CREATE TABLE shop_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
                INSERT INTO shop_new SELECT id, name FROM shop WHERE name <> 'south';
                DROP TABLE shop;
                ALTER TABLE shop_new RENAME TO shop;
                """)).isInstanceOf(MigrationFailedException.class).hasMessage("""
                Migration '1' failed at memory:1/up.sql: after the script, row 11 of item refers to no row of shop; \
                row 12 of item refers to no row of shop (PRAGMA foreign_key_check): correct the script so that every \
                reference is kept
                The migration was rolled back. Fix the script and retry.""");
        assertNoRowIsLost();
    }

    @Test
    void fails_when_the_references_followed_the_old_table_to_its_new_name() {
        shopWithItems("");

        assertThatThrownBy(() -> migrate(enforcing, """
                PRAGMA foreign_keys = OFF;
                ALTER TABLE shop RENAME TO shop_old;
                CREATE TABLE shop (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
                INSERT INTO shop SELECT id, name FROM shop_old;
                DROP TABLE shop_old;
                """)).hasMessageContaining("row 10 of item refers to no row of shop_old; row 11 of item");
        assertNoRowIsLost();
    }

    @Test
    void does_not_fail_because_of_rows_that_referred_to_nothing_before() {
        shopWithItems("");
        plain.execute("INSERT INTO item VALUES (13, 99)");

        migrate(enforcing, "PRAGMA foreign_keys = OFF;\n" + NEW_TABLE_INTO_PLACE);

        assertThat(plain.query("SELECT rowid FROM pragma_foreign_key_check")).containsExactly("13");
    }

    @Test
    void does_not_fail_because_such_rows_are_numbered_anew() {
        plain.execute("CREATE TABLE shop (id INTEGER PRIMARY KEY)", "CREATE TABLE item (shop INTEGER REFERENCES shop)",
                "INSERT INTO item VALUES (1), (2)", "DELETE FROM item WHERE shop = 1");

        migrate(enforcing, """
                PRAGMA foreign_keys = OFF;
                CREATE TABLE item_new (shop INTEGER REFERENCES shop, name TEXT);
                INSERT INTO item_new (shop) SELECT shop FROM item;
                DROP TABLE item;
                ALTER TABLE item_new RENAME TO item;
                """);

        assertThat(plain.count("item")).isOne();
    }

    @Test
    void sees_a_new_row_that_refers_to_nothing_beside_an_old_one_where_rows_have_no_numbers() {
        plain.execute("CREATE TABLE shop (id INTEGER PRIMARY KEY)",
                "CREATE TABLE item (id TEXT PRIMARY KEY, shop INTEGER REFERENCES shop) WITHOUT ROWID",
                "INSERT INTO item VALUES ('a', 1)");

        assertThatThrownBy(() -> migrate(enforcing, "PRAGMA foreign_keys = OFF; INSERT INTO item VALUES ('b', 2)"))
                .hasMessageStartingWith("Migration '1' failed at memory:1/up.sql: after the script, a row of item refers to no"
                        + " row of shop (PRAGMA foreign_key_check)");
        assertThat(plain.count("item")).isOne();
    }

    @Test
    void does_not_fail_because_a_key_was_declared_wrongly_before() {
        plain.execute("CREATE TABLE shop (id INTEGER PRIMARY KEY, name TEXT)",
                "CREATE TABLE item (shop TEXT REFERENCES shop (name))", "INSERT INTO item VALUES ('x')");

        migrate(enforcing, "PRAGMA foreign_keys = OFF;\n" + NEW_TABLE_INTO_PLACE);

        assertThat(plain.count("item")).isOne();
    }

    @Test
    void says_only_the_first_five_of_many_rows() {
        plain.execute("CREATE TABLE shop (id INTEGER PRIMARY KEY)",
                "CREATE TABLE item (id INTEGER PRIMARY KEY, shop INTEGER REFERENCES shop)");

        assertThatThrownBy(() -> migrate(plain, """
                PRAGMA foreign_keys = OFF;
                INSERT INTO item VALUES (1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 6), (7, 7)"""))
                .hasMessageContaining("row 5 of item refers to no row of shop; and 2 more (PRAGMA foreign_key_check)");
    }

    @Test
    void sets_enforcement_back_after_success_and_after_failure() throws SQLException {
        shopWithItems("");
        try (Connection connection = enforcing.dataSource().getConnection()) {
            SchemaMigrationsBuilder builder = SchemaMigrationsBuilder.of(new OneConnection(connection).dataSource());
            builder.migration("1", "PRAGMA foreign_keys = OFF;\n" + NEW_TABLE_INTO_PLACE).build().migrate();
            assertThat(enforced(connection)).isTrue();

            builder.migration("2", "PRAGMA foreign_keys = OFF; INSERT INTO item VALUES (13, 99)");
            assertThatThrownBy(builder.build()::migrate).isInstanceOf(MigrationFailedException.class);
            assertThat(enforced(connection)).isTrue();
        }
    }

    private static boolean enforced(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeQuery("PRAGMA foreign_keys").getBoolean(1);
        }
    }
}

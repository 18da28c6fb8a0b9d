package io.quarkiverse.schema.migrations.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The history table's name as it is configured. */
class TableNameTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            history          |     | history
            admin.history    | admin | history
            a.b.c            | a   | b.c
            "a.b"            |     | a.b
            "a""b"           |     | a"b
            "a.b"."c.d"      | a.b | c.d
            "a".b            | "a" | b
            my table         |     | my table
            """)
    void is_read_with_its_schema(String text, String schema, String table) {
        assertThat(TableName.parse(text)).isEqualTo(new TableName(Optional.ofNullable(schema), table));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", ".history", " .history", "admin.", "admin. " })
    void has_no_empty_part(String text) {
        assertThatThrownBy(() -> TableName.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + text + "' is not the name of a table");
    }

    @Test
    void has_no_control_characters() {
        assertThatThrownBy(() -> TableName.parse("a\nb")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The name of a table cannot have control characters");
    }

    @Test
    void follows_from_the_set_and_is_shown_with_its_schema() {
        assertThat(TableName.ofSet("<default>")).hasToString("schema_migrations_history");
        assertThat(TableName.ofSet("shop")).hasToString("schema_migrations_history_shop");
        assertThat(TableName.ofSet("shop").in("admin")).hasToString("admin.schema_migrations_history_shop");
    }
}

package io.quarkiverse.schema.migrations.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {

    @Test
    void writes_out_what_is_invisible() {
        assertThat(VisibleText.of("\uFEFFa\u00A0b\u200Bc\u00ADd\u2028e\tf\ng")).isEqualTo(
                "\\uFEFFa\\u00A0b\\u200Bc\\u00ADd\\u2028e\\u0009f\\u000Ag");
        assertThat(VisibleText.of("\u202Egnp\u2066")).isEqualTo("\\u202Egnp\\u2066");
        assertThat(VisibleText.of("\uDB40\uDC41")).isEqualTo("\\uDB40\\uDC41");
        assertThat(VisibleText.of("\u3164\u2800\uFE0F\uFFFD\uD83D")).isEqualTo("\\u3164\\u2800\\uFE0F\\uFFFD\\uD83D");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "plain text", "ünï ñ 日本語", "🚀", "e\u0301", "it's \"quoted\" \\n" })
    void leaves_alone_what_is_visible(String text) {
        assertThat(VisibleText.of(text)).isEqualTo(text);
    }

    @Test
    void keeps_lines_where_there_are_several() {
        assertThat(VisibleText.ofLines("a\n\u00A0b\r\n")).isEqualTo("a\n\\u00A0b\\u000D\n");
    }

    @Test
    void ids_are_shown_by_it_and_keep_their_value() {
        MigrationId id = new MigrationId("1\u200B2");

        assertThat(id).hasToString("1\\u200B2");
        assertThat(id.value()).isEqualTo("1\u200B2");
        assertThatThrownBy(() -> new MigrationId("\u00A01")).hasMessageContaining("'\\u00A01'");
        assertThat(new SourceProblem("a\u200B.sql", 3, "says\u00A0'b\u200B'\n  more"))
                .hasToString("a\\u200B.sql:3: says\\u00A0'b\\u200B'\n  more");
    }
}

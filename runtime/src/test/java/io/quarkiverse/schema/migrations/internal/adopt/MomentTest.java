package io.quarkiverse.schema.migrations.internal.adopt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            2023-12-01T10:20:30.123,       2023-12-01T10:20:30.123Z
            2023-12-01 10:20:30,           2023-12-01T10:20:30Z
            2023-12-01 10:20:30.5,         2023-12-01T10:20:30.500Z
            2023-12-01T10:20:30Z,          2023-12-01T10:20:30Z
            2023-12-01 12:20:30+02:00,     2023-12-01T10:20:30Z
            2023-12-01T07:20:30.25-03:00,  2023-12-01T10:20:30.250Z
            """)
    void reads_a_text_in_utc_unless_it_says_otherwise(String text, Instant expected) {
        assertThat(Moment.ofText(text)).isEqualTo(expected);
    }

    @Test
    void takes_nothing_else_for_a_time() {
        assertThatThrownBy(() -> Moment.ofText("yesterday")).isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> Moment.ofText("in the middle of it")).isInstanceOf(DateTimeException.class);
    }
}

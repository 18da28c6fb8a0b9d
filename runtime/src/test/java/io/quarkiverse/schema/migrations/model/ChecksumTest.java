package io.quarkiverse.schema.migrations.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksumTest {

    private static final String SIXTY = "0123456789abcdef".repeat(4).substring(4);

    @Test
    void is_64_hexadecimal_digits() {
        assertThat(new Checksum(SIXTY + "09af").hex()).isEqualTo(SIXTY + "09af");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "000", "00000", "000A", "000g", "000/", "000:", "000`" })
    void refuses_anything_else(String end) {
        assertThatThrownBy(() -> new Checksum(SIXTY + end)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + SIXTY + end + "' is not a SHA-256 checksum in lower-case hexadecimal digits");
    }
}

package io.quarkiverse.schema.migrations.testing.squash;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Secrets never get into a baseline script, whatever is allowed. */
class ReplacedPlaceholdersTest {

    private static ReplacedPlaceholders replaced(String name, String value) {
        return new ReplacedPlaceholders(Map.of(name, value), List.of(name));
    }

    @ParameterizedTest
    @CsvSource({ "dbPassword, x", "db-password-ro, x", "token.api, x", "PWD, x", "password, &x", "secret, ***",
            "url, //u:hunter2@host/db" })
    void refuses_secrets_even_where_values_are_allowed(String name, String value) {
        assertThatThrownBy(() -> replaced(name, value).refuseValues(true)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("${" + name + "}");
    }

    @ParameterizedTest
    @CsvSource({ "region, north", "url, //host:5432/db" })
    void allows_other_values_where_they_are_allowed(String name, String value) {
        assertThatCode(() -> replaced(name, value).refuseValues(true)).doesNotThrowAnyException();
        assertThatThrownBy(() -> replaced(name, value).refuseValues(false)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("${" + name + "}");
    }
}

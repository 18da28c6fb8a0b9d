package io.quarkiverse.schema.migrations.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationIdTest {

    @Test
    void orders_pieces_with_digits_as_numbers_and_the_rest_by_code_point() {
        List<String> inOrder = List.of("-", "0", "00", "001", "01", "1", "1-a", "1.1", "1.2", "1.10", "1a", "2", "02a3", "2a03",
                "2a4", "10", "2024-01-05-101500_shop", "2024-01-05-101500_shop2", "2024-01-05-101500_shop10", "20240105",
                "99999999999999999999999", "100000000000000000000000", "A", "V01", "V1", "V1__b", "V2", "V10", "Z", "a", "a1",
                "ab", "é", "\uFFFD", "🚀", "🚀1", "🚀02", "🚀10");
        List<MigrationId> shuffled = new ArrayList<>(inOrder.stream().map(MigrationId::of).toList());
        Collections.shuffle(shuffled, new Random(1));
        Collections.sort(shuffled);

        assertThat(shuffled).extracting(MigrationId::value).containsExactlyElementsOf(inOrder);
    }

    @Test
    void the_order_is_total() {
        Random random = new Random(42);
        List<MigrationId> ids = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            ids.add(randomId(random));
        }
        for (MigrationId a : ids) {
            for (MigrationId b : ids) {
                int ab = Integer.signum(a.compareTo(b));
                assertThat(ab).isEqualTo(-Integer.signum(b.compareTo(a)));
                assertThat(ab == 0).as("%s and %s", a, b).isEqualTo(a.equals(b));
                MigrationId c = ids.get(random.nextInt(ids.size()));
                if (ab <= 0 && b.compareTo(c) <= 0) {
                    assertThat(a.compareTo(c)).as("%s <= %s <= %s", a, b, c).isNotPositive();
                }
            }
        }
    }

    private static MigrationId randomId(Random random) {
        String[] pieces = { "0", "1", "2", "9", "00", "a", "b", ".", "-", "_", "é", "\uFFFD", "🚀", "/", ":" };
        StringBuilder id = new StringBuilder();
        int length = 1 + random.nextInt(6);
        for (int i = 0; i < length; i++) {
            id.append(pieces[random.nextInt(pieces.length)]);
        }
        return MigrationId.of(id.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = { "1", "a b", "it's \"quoted\"", "'; DROP TABLE x; --", "back\\slash", "🚀", "é", "ſ", "..",
            "\u00AD" })
    void takes_any_visible_text(String text) {
        assertThat(MigrationId.of(text)).extracting(MigrationId::value).isEqualTo(text);
    }

    @Test
    void counts_code_points() {
        assertThat(MigrationId.of("🚀".repeat(255)).value()).hasSize(510);
        assertThat(MigrationId.of("a".repeat(255)).value()).hasSize(255);
        assertThatThrownBy(() -> MigrationId.of("a".repeat(256)))
                .hasMessage("'" + "a".repeat(255) + "' cannot be the id of a migration: it has 256 characters, at most 255 are"
                        + " allowed");
        assertThatThrownBy(() -> MigrationId.of("🚀".repeat(256))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '|', value = {
            "||, |'' cannot be the id of a migration: it is blank|",
            "| |, |' ' cannot be the id of a migration: it is blank|",
            "|a |, |'a ' cannot be the id of a migration: it begins or ends with a blank|",
            "|\u00A0a|, |'\\u00A0a' cannot be the id of a migration: it begins or ends with a blank|",
            "|a\tb|, |'a\\u0009b' cannot be the id of a migration: it has a control character|",
            "|a\u0085b|, |'a\\u0085b' cannot be the id of a migration: it has a control character|",
            "|cafe\u0301|, |'cafe\u0301' cannot be the id of a migration: it is not in Unicode normal form C|" })
    void refuses_the_rest_and_says_why(String text, String message) {
        assertThatThrownBy(() -> MigrationId.of(text)).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @Test
    void refuses_null_and_half_a_character() {
        assertThatThrownBy(() -> MigrationId.of(null)).hasMessage("'null' cannot be the id of a migration: it is blank");
        assertThatThrownBy(() -> MigrationId.of("a\ud83d")).hasMessageEndingWith("it is not well-formed Unicode");
    }

    @ParameterizedTest
    @CsvSource({ "Shop, shop", "STRASSE, straße", "Ⓐ, a", "ﬁx, FIX", "ΟΔΟΣ, οδος", "ℌ, h", "é, É" })
    void ids_are_alike_that_differ_in_case_or_form(String one, String other) {
        assertThat(MigrationId.of(one).likeness()).isEqualTo(MigrationId.of(other).likeness());
    }

    @ParameterizedTest
    @CsvSource({ "1, 01", "a, b", "e, é", "V1, V1_" })
    void other_ids_are_not_alike(String one, String other) {
        assertThat(MigrationId.of(one).likeness()).isNotEqualTo(MigrationId.of(other).likeness());
    }
}

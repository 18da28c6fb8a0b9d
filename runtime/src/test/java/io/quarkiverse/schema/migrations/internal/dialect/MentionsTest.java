package io.quarkiverse.schema.migrations.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names in texts. */
class MentionsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            shop  | SELECT * FROM shop                 | 1
            shop  | SELECT * FROM "Shop", `SHOP`, [shop] | 3
            "shop" | SELECT 'shop'                     | 1
            shop  | SELECT * FROM shops, shop_, my_shop, shop$, $shop, shop2 | 0
            shop  | shop.shop-shop                     | 3
            @a    | SET @a = @A + @ab                  | 2
            grün  | SELECT GRÜN, grüner                | 1
            a.b   | SELECT axb, a.b                    | 1
            """)
    void are_found_in_any_case_and_quotes_as_whole_words(String name, String text, int count) {
        assertThat(Mentions.of(name).in(text)).isEqualTo(count);
    }

    @Test
    void are_found_in_the_rows_of_a_query_where_what_is_hidden_counts() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            Mentions shop = Mentions.of("shop");

            assertThat(shop.inAnyOf(connection, "SELECT 'a' UNION ALL SELECT 'the shop'")).isTrue();
            assertThat(shop.inAnyOf(connection, "SELECT 'a' UNION ALL SELECT NULL")).isTrue();
            assertThat(shop.inAnyOf(connection, "SELECT 'a' UNION ALL SELECT 'shops'")).isFalse();
            assertThat(shop.inAnyOf(connection, "SELECT 'shop' WHERE 1 = 0")).isFalse();
        }
    }
}

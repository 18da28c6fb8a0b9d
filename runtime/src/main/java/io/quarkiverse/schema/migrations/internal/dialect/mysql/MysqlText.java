package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Names and texts as every session reads them alike, whatever its SQL mode and character sets are. */
final class MysqlText {

    private MysqlText() {
    }

    /** A name in backticks, which quote names in every SQL mode. */
    static String quoted(String identifier) {
        return '`' + identifier.replace("`", "``") + '`';
    }

    /** A text as the bytes of its UTF-8, because modes differ about backslashes and double quotes. */
    static String literal(String text) {
        return text.isEmpty() ? "_utf8mb4 ''" : "_utf8mb4 0x" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}

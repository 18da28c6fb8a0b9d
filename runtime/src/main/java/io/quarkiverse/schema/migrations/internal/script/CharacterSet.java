package io.quarkiverse.schema.migrations.internal.script;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Which characters reach a server of MySQL or MariaDB as they are written: a driver sends a question mark for what the
 * character set of its connection lacks, and the server stores that.
 *
 * @param name as the server calls it
 * @param java what the driver writes with
 */
record CharacterSet(String name, Charset java) {

    static final String UTF8MB4 = "utf8mb4";

    /** Tells apart what drivers write with for one and the same character set of the server. */
    static final String PROBE = "€ä";
    static final String PROBE_IN_UTF8 = "E282ACC3A4";
    private static final String PROBE_IN_WINDOWS_1252 = "80E4";

    /** Where the two have different names. What neither knows carries ASCII alone. */
    private static final Map<String, String> JAVA_NAMES = Map.ofEntries(Map.entry("latin1", "ISO-8859-1"),
            Map.entry("latin2", "ISO-8859-2"), Map.entry("latin5", "ISO-8859-9"), Map.entry("latin7", "ISO-8859-13"),
            Map.entry("greek", "ISO-8859-7"), Map.entry("hebrew", "ISO-8859-8"), Map.entry("koi8r", "KOI8-R"),
            Map.entry("koi8u", "KOI8-U"), Map.entry("cp932", "windows-31j"), Map.entry("ujis", "EUC-JP"),
            Map.entry("euckr", "EUC-KR"), Map.entry("tis620", "TIS-620"), Map.entry("cp1250", "windows-1250"),
            Map.entry("cp1251", "windows-1251"), Map.entry("cp1256", "windows-1256"), Map.entry("cp1257", "windows-1257"),
            Map.entry("sjis", "Shift_JIS"), Map.entry("gbk", "GBK"), Map.entry("gb2312", "GB2312"),
            Map.entry("gb18030", "GB18030"), Map.entry("big5", "Big5"), Map.entry("cp850", "IBM850"),
            Map.entry("cp852", "IBM852"), Map.entry("cp866", "IBM866"));

    /**
     * @param client what the server takes the client's text for
     * @param bytes what has arrived of {@link #PROBE}, in hexadecimal
     */
    static CharacterSet of(String client, String bytes) {
        boolean utf8 = bytes.equals(PROBE_IN_UTF8);
        if (utf8 && client.startsWith("utf8")) {
            return new CharacterSet(client, StandardCharsets.UTF_8);
        }
        String java = client.equals("latin1") && bytes.equals(PROBE_IN_WINDOWS_1252) ? "windows-1252"
                : JAVA_NAMES.getOrDefault(client, "US-ASCII");
        return new CharacterSet(client, !utf8 && Charset.isSupported(java) ? Charset.forName(java) : StandardCharsets.US_ASCII);
    }

    /** @throws MalformedScriptException when a statement has a character that would not arrive */
    void refuseOthersIn(SqlStatement statement) throws MalformedScriptException {
        if (name.equals(UTF8MB4) && java == StandardCharsets.UTF_8) {
            return;
        }
        CharsetEncoder encoder = java.newEncoder();
        String text = statement.text();
        for (int i = 0, count = 1; i < text.length(); count++) {
            int c = text.codePointAt(i);
            int next = i + Character.charCount(c);
            if (c >= 0x80 && !carries(encoder, text.substring(i, next))) {
                throw new MalformedScriptException(statement.positionOf(count), "the character "
                        + "%s (U+%04X) cannot be sent: the connection's character set is %s. ".formatted(
                                text.substring(i, next),
                                c, name)
                        + "Have it use utf8mb4: remove characterEncoding and the like from the URL of the datasource, or SET NAMES"
                        + " from what is run on new connections");
            }
            i = next;
        }
    }

    /** {@code utf8mb3} has no characters outside the basic plane. */
    private boolean carries(CharsetEncoder encoder, String character) {
        return encoder.canEncode(character) && (name.equals(UTF8MB4) || !name.startsWith("utf8") || character.length() == 1);
    }
}

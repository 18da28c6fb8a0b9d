package io.quarkiverse.schema.migrations.internal.source;

import static io.quarkiverse.schema.migrations.internal.source.Fixtures.problems;
import static io.quarkiverse.schema.migrations.internal.source.Fixtures.scan;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.sun.management.ThreadMXBean;

import io.quarkiverse.schema.migrations.internal.source.ScriptFileReader.ReadScript;

class ScriptReadingTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = { "SELECT 1;\nSELECT 2;\n", "\uFEFFSELECT 1;\nSELECT 2;\n", "SELECT 1;\r\nSELECT 2;\r\n",
            "\uFEFFSELECT 1;\r\nSELECT 2;\n" })
    void the_checksum_knows_no_byte_order_mark_and_no_line_ends(String text) throws Exception {
        assertThat(checksum(text.getBytes(UTF_8))).isEqualTo(sha256("SELECT 1;\nSELECT 2;\n".getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "\r", "a\rb", "a\r\r\nb", "a\n\rb", "a\uFEFF", "\uFF01", "\uFEC0", "'ünï' 🚀",
            "no line end\r" })
    void the_checksum_keeps_everything_else(String text) throws Exception {
        assertThat(checksum(text.getBytes(UTF_8))).isEqualTo(sha256(text.replace("\r\n", "\n").getBytes(UTF_8)));
    }

    /** Earlier releases hashed the lines of directives too: a history of theirs holds the second checksum. */
    @ParameterizedTest
    @ValueSource(strings = { "NONE\nSELECT 1;\n", "NONE\nSELECT 1;", "-- a note\nNONE\n-- another\nPOST\nSELECT 1;\n",
            "/* a note */\nNONE\n\nPOST\n\nSELECT 1;\n", "\uFEFFNONE\r\nSELECT 1;\r\n", "NONE\nPOST\n", "SELECT 1;\n" })
    void has_a_checksum_without_the_lines_of_directives_and_one_with_them(String lines) throws Exception {
        String text = lines.replace("NONE", "-- schema-migrations: transaction=none")
                .replace("POST", "-- schema-migrations: deploy=post");
        String hashed = text.replace("\uFEFF", "").replace("\r\n", "\n");

        ReadScript read = ScriptFileReader
                .read("1.sql", () -> new ByteArrayInputStream(text.getBytes(UTF_8)), new Findings()).orElseThrow();

        assertThat(read.asWritten().hex()).isEqualTo(sha256(hashed.getBytes(UTF_8)));
        assertThat(read.checksum().hex())
                .isEqualTo(sha256(hashed.replaceAll("(?m)^-- schema-migrations.*\n", "").getBytes(UTF_8)));
    }

    @Test
    void line_ends_and_letters_across_the_pieces_that_are_read_make_no_difference() throws Exception {
        Random random = new Random(20240105);
        for (int i = 0; i < 20; i++) {
            String padding = "x".repeat((1 << 16) - 6 + random.nextInt(8));
            String text = padding + "\r\n🚀é\r\n" + padding + "é\r🚀\n";
            assertThat(checksum(text.getBytes(UTF_8))).isEqualTo(sha256(text.replace("\r\n", "\n").getBytes(UTF_8)));
        }
    }

    @Test
    void a_large_script_takes_no_memory() {
        byte[] piece = "INSERT INTO shop VALUES (1, 'a shop with a name');\n".repeat(20_000).getBytes(UTF_8);
        Findings findings = new Findings();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        assertThat(ScriptFileReader.read("large.sql", () -> repeated(piece, 64), findings)).isPresent();

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(4_000_000);
        assertThat(64L * piece.length).isGreaterThan(60_000_000);
    }

    @Test
    void refuses_what_is_not_utf_8_with_the_line_and_the_byte() throws IOException {
        Files.write(folder.resolve("1.sql"), "SELECT 1;\nSELECT 'gr\u00fcn';\n".getBytes(ISO_8859_1));
        Files.write(folder.resolve("2.sql"), new byte[] { 'a', '\n', '\n', (byte) 0xE2, (byte) 0x82 });
        Files.write(folder.resolve("3.sql"), "SELECT 1;".getBytes(UTF_16));
        Files.write(folder.resolve("4.sql"),
                new byte[] { (byte) 0xEF, (byte) 0xBB, (byte) 0xBF, 'a', (byte) 0xC0, (byte) 0x80 });

        assertThat(problems(found())).containsExactly(
                "db/migrations/1.sql:2: is not UTF-8 (at byte 21 of the file); save it as UTF-8",
                "db/migrations/2.sql:3: is not UTF-8 (at byte 4 of the file); save it as UTF-8",
                "db/migrations/3.sql: is UTF-16, not UTF-8; save it as UTF-8",
                "db/migrations/4.sql:1: is not UTF-8 (at byte 5 of the file); save it as UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = { "FEFF", "FFFE", "FEFF0041", "FFFE4100" })
    void knows_utf_16_in_both_byte_orders(String hex) {
        assertThat(problem(hex)).isEqualTo("1.sql: is UTF-16, not UTF-8; save it as UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = { "FE", "FF", "FEFE", "FFFF", "FE41", "FF41" })
    void takes_for_utf_16_only_what_begins_with_its_mark(String hex) {
        assertThat(problem(hex)).isEqualTo("1.sql:1: is not UTF-8 (at byte 1 of the file); save it as UTF-8");
    }

    private static String problem(String hex) {
        Findings findings = new Findings();
        assertThat(ScriptFileReader.read("1.sql", () -> new ByteArrayInputStream(HexFormat.of().parseHex(hex)), findings))
                .isEmpty();
        assertThat(findings.problems()).hasSize(1);
        return findings.problems().get(0).toString();
    }

    @ParameterizedTest
    @ValueSource(strings = { "C080", "C1BF", "E08080", "EDA080", "EDBFBF", "F0808080", "F4908080", "F5808080", "FF", "80",
            "C3", "E282", "F09F9A", "E28241", "C3C3" })
    void knows_malformed_utf_8(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        Findings findings = new Findings();

        assertThat(ScriptFileReader.read("1.sql", () -> new ByteArrayInputStream(bytes), findings)).isEmpty();
        assertThat(findings.problems()).hasSize(1);
    }

    @Test
    void takes_every_character_there_is() throws Exception {
        StringBuilder all = new StringBuilder();
        for (int c = 1; c <= Character.MAX_CODE_POINT; c++) {
            if (c != '\r' && (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)) {
                all.appendCodePoint(c);
            }
        }
        byte[] bytes = all.toString().getBytes(UTF_8);

        assertThat(checksum(bytes)).isEqualTo(sha256(bytes));
    }

    @Test
    void refuses_a_nul_with_its_line() throws IOException {
        Files.writeString(folder.resolve("1.sql"), "SELECT 1;\nSELECT '\0';\nSELECT '\0';\n");

        assertThat(problems(found())).containsExactly(
                "db/migrations/1.sql:2: has a NUL character, which no database takes; remove it");
    }

    @Test
    void metadata_that_is_not_utf_8_is_refused() throws IOException {
        Files.createDirectory(folder.resolve("1"));
        Files.writeString(folder.resolve("1/up.sql"), "SELECT 1;");
        Files.write(folder.resolve("1/metadata.toml"), "# gr\u00fcn\n".getBytes(ISO_8859_1));

        assertThat(problems(found())).containsExactly("db/migrations/1/metadata.toml: is not UTF-8; save it as UTF-8");
    }

    @Test
    void metadata_may_begin_with_a_byte_order_mark_and_no_other_line_may() throws IOException {
        Files.createDirectory(folder.resolve("1"));
        Files.writeString(folder.resolve("1/up.sql"), "SELECT 1;");
        Files.writeString(folder.resolve("1/metadata.toml"), "\uFEFFrun_in_transaction = false\n");
        assertThat(problems(found())).isEmpty();

        Files.writeString(folder.resolve("1/metadata.toml"), "# first\n\uFEFFrun_in_transaction = false\n");
        assertThat(problems(found())).singleElement().asString().startsWith("db/migrations/1/metadata.toml:2: '");
    }

    @Test
    void metadata_that_is_a_folder_cannot_be_read() throws IOException {
        Files.createDirectories(folder.resolve("1/metadata.toml"));
        Files.writeString(folder.resolve("1/up.sql"), "SELECT 1;");

        assertThat(problems(found())).singleElement().asString().startsWith("db/migrations/1/metadata.toml: cannot be read (");
    }

    @Test
    void does_not_read_the_scripts_of_other_databases() throws IOException {
        Files.writeString(folder.resolve("1.sql"), "SELECT 1;");
        Files.write(folder.resolve("1.mysql.sql"), new byte[] { (byte) 0xFF });

        assertThat(problems(found())).isEmpty();
    }

    private SourceScan found() {
        return scan("sqlite", SourceRoot.application(folder, "db/migrations"));
    }

    private static String checksum(byte[] bytes) {
        Findings findings = new Findings();
        ReadScript read = ScriptFileReader.read("1.sql", () -> new ByteArrayInputStream(bytes), findings).orElseThrow();
        assertThat(findings.problems()).isEmpty();
        return read.checksum().hex();
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static InputStream repeated(byte[] piece, int times) {
        return new SequenceInputStream(Collections.enumeration(
                Collections.nCopies(times, piece).stream().map(ByteArrayInputStream::new).toList()));
    }
}

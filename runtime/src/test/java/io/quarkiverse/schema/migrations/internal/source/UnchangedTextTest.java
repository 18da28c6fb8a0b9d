package io.quarkiverse.schema.migrations.internal.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.schema.migrations.internal.source.ScriptFilesReader.UnchangedText;
import io.quarkiverse.schema.migrations.model.Checksum;

/** A script that is read after it was found. */
class UnchangedTextTest {

    private static InputStream opened(String found, String now) throws IOException {
        Checksum checksum = ScriptFileReader
                .read("1.sql", () -> new ByteArrayInputStream(found.getBytes(UTF_8)), new Findings())
                .orElseThrow().checksum();
        return new UnchangedText(() -> new ByteArrayInputStream(now.getBytes(UTF_8)), checksum).open();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "SELECT 1;\r\n", "\uFEFFSELECT '\u00FC\u00FF'", "ends with\r" })
    void is_read_as_often_as_one_likes_byte_by_byte_or_in_one(String text) throws IOException {
        try (InputStream in = opened(text, text)) {
            assertThat(in.markSupported()).isFalse();
            for (byte expected : text.getBytes(UTF_8)) {
                assertThat((byte) in.read()).isEqualTo(expected);
            }
            assertThat(in.read()).isEqualTo(-1);
            assertThat(in.read()).isEqualTo(-1);
            assertThat(in.readAllBytes()).isEmpty();
        }
        assertThat(opened(text, text).readAllBytes()).isEqualTo(text.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "SELECT 2;", "SELECT 1;\r", "SELECT 1;\n", "SELECT 1; " })
    void tells_at_its_end_that_it_was_changed(String now) throws IOException {
        try (InputStream in = opened("SELECT 1;", now)) {
            assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class)
                    .hasMessage("it was changed while the command was running; run the command again");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = { 0, 3, 9, 100 })
    void counts_what_is_skipped(long count) throws IOException {
        try (InputStream in = opened("SELECT 1;", "SELECT 1;")) {
            assertThat(in.skip(count)).isEqualTo(Math.min(count, 9));
            assertThat(in.readAllBytes()).hasSize((int) (9 - Math.min(count, 9)));
        }
        try (InputStream in = opened("SELECT 1;", "SELECT 2;")) {
            in.skip(count);
            assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
        } catch (IOException e) {
            assertThat(count).as("it is told already when the end is skipped").isGreaterThanOrEqualTo(9);
        }
    }
}

package io.quarkiverse.schema.migrations.internal.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A script as another tool would have it. */
class WithoutDirectivesTest {

    private static final String DIRECTIVE = "-- schema-migrations: transaction=none\n";

    private static InputStream open(String text) throws IOException {
        return new WithoutDirectives(() -> new ByteArrayInputStream(text.getBytes(UTF_8))).open();
    }

    private static String kept(String text) throws IOException {
        return new String(open(text).readAllBytes(), UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "SELECT 1;", "-- a note\nSELECT 'ünï\u00FF';\r\n", "\uFEFFSELECT 1;\n",
            "/* a\n-- schema-migrations: transaction=none\n*/", "/* a */ -- schema-migrations: transaction=none\n" })
    void is_as_it_is_written_where_no_line_is_a_directive_alone(String text) throws IOException {
        assertThat(kept(text)).isEqualTo(text);
    }

    @Test
    void lacks_lines_of_directives_at_its_head_and_no_others() throws IOException {
        assertThat(kept(DIRECTIVE + "SELECT 1;\n")).isEqualTo("SELECT 1;\n");
        assertThat(kept(" -- schema-migrations: transaction=none\r\n-- a\n" + DIRECTIVE + "SELECT 1;\n" + DIRECTIVE))
                .isEqualTo("-- a\nSELECT 1;\n" + DIRECTIVE);
        assertThat(kept("\uFEFF" + DIRECTIVE + "SELECT 1;")).isEqualTo("\uFEFFSELECT 1;");
        assertThat(kept(DIRECTIVE.strip())).isEmpty();
    }

    @Test
    void is_read_byte_by_byte_or_in_pieces() throws IOException {
        String text = DIRECTIVE + "SELECT 'ÿ';\n" + "x".repeat(100_000) + "\nSELECT 2;";
        byte[] expected = text.substring(DIRECTIVE.length()).getBytes(UTF_8);
        try (InputStream in = open(text)) {
            for (byte next : expected) {
                assertThat((byte) in.read()).isEqualTo(next);
            }
            assertThat(in.read()).isEqualTo(-1);
        }
        ByteArrayOutputStream pieces = new ByteArrayOutputStream();
        try (InputStream in = open(text)) {
            byte[] piece = new byte[12];
            for (int count = in.read(piece, 2, 7); count >= 0; count = in.read(piece, 2, 7)) {
                assertThat(count).isPositive();
                pieces.write(piece, 2, count);
            }
            assertThat(in.read(piece, 0, 0)).isZero();
            assertThatThrownBy(() -> in.read(piece, 10, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        }
        assertThat(pieces.toByteArray()).isEqualTo(expected);
    }

    @Test
    void closes_what_it_reads() throws IOException {
        AtomicBoolean closed = new AtomicBoolean();
        new WithoutDirectives(() -> new ByteArrayInputStream(new byte[0]) {
            @Override
            public void close() {
                closed.set(true);
            }
        }).open().close();

        assertThat(closed).isTrue();
    }
}

package io.quarkiverse.schema.migrations.dev;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineDifferenceTest {

    private static String between(String before, String after) {
        StringBuilder lines = new StringBuilder();
        LineDifference.between(before, after).forEach(line -> lines.append(line.mark()).append(line.text()).append('\n'));
        return lines.toString();
    }

    @Test
    void marks_lines_that_only_one_text_has() {
        assertThat(between("a\nb\nc\n", "a\nx\nc\nd\n")).isEqualTo(" a\n-b\n+x\n c\n+d\n");
    }

    @Test
    void marks_nothing_in_equal_texts_and_everything_against_an_empty_one() {
        assertThat(between("a\nb", "a\nb\n")).isEqualTo(" a\n b\n");
        assertThat(between("", "a\n")).isEqualTo("+a\n");
        assertThat(between("a\n", "")).isEqualTo("-a\n");
    }
}

package io.quarkiverse.schema.migrations.internal.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every {@code .sql} under {@code script/<syntax>} is cut as the {@code .expected} beside it says: each statement behind
 * a line with its place, the data of a COPY behind a line that says so, and a failure in the last line.
 */
class FixturesTest {

    @ParameterizedTest
    @MethodSource("scripts")
    void cuts_the_script_as_expected(Path script) throws IOException {
        Path expected = script.resolveSibling(script.getFileName().toString().replace(".sql", ".expected"));

        assertThat(cut(script)).isEqualTo(Files.readString(expected));
    }

    @ParameterizedTest
    @EnumSource
    void has_fixtures_for_every_syntax(Syntax syntax) throws Exception {
        assertThat(scripts()).anyMatch(script -> syntax(script) == syntax);
    }

    static Stream<Path> scripts() throws IOException, URISyntaxException {
        Path root = Path.of(Objects.requireNonNull(FixturesTest.class.getResource("/script")).toURI());
        return Files.walk(root).filter(file -> file.toString().endsWith(".sql")).sorted();
    }

    static Syntax syntax(Path script) {
        return Syntax.valueOf(script.getParent().getFileName().toString().toUpperCase(Locale.ROOT));
    }

    private static String cut(Path script) throws IOException {
        StringBuilder cut = new StringBuilder();
        try (ScriptReader reader = ScriptReader.open(Files.newInputStream(script), syntax(script))) {
            for (SqlStatement next = reader.next(); next != null; next = reader.next()) {
                cut.append("== ").append(next.position()).append('\n').append(next.text()).append('\n');
                if (next.copyData().isPresent()) {
                    cut.append("== data\n").append(Scripts.read(next.copyData().get()));
                }
            }
        } catch (MalformedScriptException e) {
            cut.append("!! ").append(e.position()).append(' ').append(e.problem()).append('\n');
        }
        return cut.toString();
    }
}

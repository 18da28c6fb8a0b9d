package io.quarkiverse.schema.migrations.internal.script;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** Scripts as the tests write them down. */
final class Scripts {

    private Scripts() {
    }

    static List<SqlStatement> statements(Syntax syntax, String script) throws IOException {
        List<SqlStatement> statements = new ArrayList<>();
        try (ScriptReader reader = ScriptReader.open(new StringReader(script), syntax)) {
            for (SqlStatement next = reader.next(); next != null; next = reader.next()) {
                statements.add(next);
            }
        }
        return statements;
    }

    static List<String> texts(Syntax syntax, String script) throws IOException {
        return statements(syntax, script).stream().map(SqlStatement::text).toList();
    }

    static SqlStatement only(Syntax syntax, String script) throws IOException {
        List<SqlStatement> statements = statements(syntax, script);
        if (statements.size() != 1) {
            throw new AssertionError("One statement was expected: " + statements);
        }
        return statements.get(0);
    }

    static String read(Reader reader) throws IOException {
        StringWriter text = new StringWriter();
        reader.transferTo(text);
        return text.toString();
    }
}

package io.quarkiverse.schema.migrations.testing.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.quarkiverse.schema.migrations.testing.catalog.SqlTokens.Token;
import io.quarkiverse.schema.migrations.testing.catalog.SqlTokens.TokenKind;
import io.quarkiverse.schema.migrations.testing.schema.Check;

/** What SQLite keeps of a table nowhere but in the text of its definition: no pragma tells it. */
final class SqliteTableText {

    private static final Set<String> CONSTRAINTS = Set.of("CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN");

    private final List<Check> checks = new ArrayList<>();
    private final Map<String, List<String>> columns = new LinkedHashMap<>();
    private final Map<String, String> deferrable = new LinkedHashMap<>();

    SqliteTableText(String sql) {
        List<Token> tokens = SqlTokens.of(sql);
        int open = 0;
        while (open < tokens.size() && !tokens.get(open).isSign("(")) {
            open++;
        }
        if (open < tokens.size()) {
            SqlTokens.split(tokens.subList(open + 1, SqlTokens.closing(tokens, open))).forEach(this::read);
        }
    }

    /** The conditions of the table and of its columns. */
    List<Check> checks() {
        return checks;
    }

    /** Collation, generation and what to do on conflict. */
    List<String> attributes(String column) {
        return columns.getOrDefault(key(List.of(column)), List.of());
    }

    /** Whether a foreign key may wait for the end of the transaction. */
    Optional<String> deferrable(List<String> keyColumns) {
        return Optional.ofNullable(deferrable.get(key(keyColumns)));
    }

    private void read(List<Token> item) {
        if (item.isEmpty()) {
            return;
        }
        Token first = item.get(0);
        boolean constraint = first.kind() == TokenKind.WORD && CONSTRAINTS.contains(first.text().toUpperCase(Locale.ROOT));
        String keyColumns = constraint ? "" : key(List.of(plain(first)));
        List<String> attributes = new ArrayList<>();
        for (int i = constraint ? 0 : 1; i < item.size(); i++) {
            Token token = item.get(i);
            if (token.isSign("(")) {
                int close = SqlTokens.closing(item, i);
                if (constraint && i > 1 && item.get(i - 1).is("KEY") && item.get(i - 2).is("FOREIGN")) {
                    keyColumns = key(SqlTokens.split(item.subList(i + 1, close)).stream().map(c -> plain(c.get(0))).toList());
                }
                i = close;
            } else if (token.is("CHECK")) {
                int close = SqlTokens.closing(item, i + 1);
                checks.add(new Check(name(item, i), SqlTokens.text(item.subList(i + 1, close + 1))));
                i = close;
            } else if (token.is("DEFERRABLE")) {
                boolean not = item.get(i - 1).is("NOT");
                boolean initially = i + 2 < item.size() && item.get(i + 1).is("INITIALLY");
                deferrable.put(keyColumns, (not ? "NOT DEFERRABLE" : "DEFERRABLE")
                        + (initially ? " INITIALLY " + item.get(i + 2).text().toUpperCase(Locale.ROOT) : ""));
            } else {
                attribute(item, i).ifPresent(attributes::add);
            }
        }
        if (!constraint) {
            columns.put(keyColumns, attributes);
        } else if (!attributes.isEmpty()) {
            // what a key of the table does on conflict is no column's
            checks.add(new Check(Optional.empty(), SqlTokens.text(item)));
        }
    }

    private static Optional<String> attribute(List<Token> item, int i) {
        Token token = item.get(i);
        boolean more = i + 1 < item.size();
        if (token.is("AUTOINCREMENT")) {
            return Optional.of("AUTOINCREMENT");
        }
        if (token.is("COLLATE") && more) {
            return Optional.of("COLLATE " + item.get(i + 1).text().toUpperCase(Locale.ROOT));
        }
        if (token.is("CONFLICT") && more) {
            return Optional.of("ON CONFLICT " + item.get(i + 1).text().toUpperCase(Locale.ROOT));
        }
        if (token.is("AS") && more && item.get(i + 1).isSign("(")) {
            int close = SqlTokens.closing(item, i + 1);
            boolean stored = close + 1 < item.size() && item.get(close + 1).is("STORED");
            return Optional.of("AS " + SqlTokens.text(item.subList(i + 1, close + 1)) + (stored ? " STORED" : " VIRTUAL"));
        }
        return Optional.empty();
    }

    private static Optional<String> name(List<Token> item, int check) {
        return check > 1 && item.get(check - 2).is("CONSTRAINT") ? Optional.of(item.get(check - 1).text())
                : Optional.empty();
    }

    private static String plain(Token name) {
        String text = name.text();
        return text.startsWith("\"") ? text.substring(1, text.length() - 1).replace("\"\"", "\"") : text;
    }

    private static String key(List<String> names) {
        return String.join(",", names).toLowerCase(Locale.ROOT);
    }
}

package io.quarkiverse.schema.migrations.internal.dialect.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.schema.migrations.internal.dialect.Mentions;
import io.quarkiverse.schema.migrations.internal.dialect.SessionObject;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;

/**
 * What lives in a session under a name: a temporary table or the like, a prepared statement, a cursor, a setting.
 *
 * @param name how statements call it
 */
record PostgresqlSessionObject(String name) implements SessionObject {

    private static final Set<String> TEMPORARY = Set.of("TEMP", "TEMPORARY");
    /** Stand between TEMPORARY and the name. */
    private static final Set<String> BEFORE_NAME = Set.of("TEMP", "TEMPORARY", "RECURSIVE", "TABLE", "VIEW", "SEQUENCE", "IF",
            "NOT", "EXISTS", "UNLOGGED");
    /** By this word a CREATE has said whether what it makes is temporary. */
    private static final int HEAD = 8;
    private static final Pattern SETS = Pattern.compile("\\bset_config\\s*\\(\\s*(?:'([^']*)'\\s*,)?",
            Pattern.CASE_INSENSITIVE);

    private static final String KEPT_CODE = "SELECT p.prosrc FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n"
            + " ON n.oid = p.pronamespace WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')";

    /** What a finished statement made for its session. */
    static List<SessionObject> by(SqlStatement finished) {
        PostgresqlWords words = PostgresqlWords.of(finished);
        if (words.starts("PREPARE") && !words.preparesTransaction()
                || words.starts("DECLARE") && words.words().contains("HOLD")) {
            return List.of(new PostgresqlSessionObject(words.words().get(1)));
        }
        if (words.starts("CREATE")) {
            return created(words.words());
        }
        if (words.starts("SELECT") || words.starts("WITH")) {
            return selected(finished, words);
        }
        return List.of();
    }

    private static List<SessionObject> created(List<String> words) {
        List<String> head = words.subList(0, Math.min(HEAD, words.size()));
        for (int i = 1; i + 1 < head.size(); i++) {
            boolean qualified = words.get(i).equalsIgnoreCase("pg_temp") && words.get(i + 1).equals(".");
            if (qualified && i + 2 < words.size()) {
                return List.of(new PostgresqlSessionObject(words.get(i + 2)));
            }
            if (words.get(i).equals("(") || words.get(i).equals("AS")) {
                return List.of();
            }
            if (TEMPORARY.contains(words.get(i))) {
                return List.of(new PostgresqlSessionObject(nameAt(words, i)));
            }
        }
        return List.of();
    }

    private static List<SessionObject> selected(SqlStatement finished, PostgresqlWords words) {
        List<String> all = finished.words(Integer.MAX_VALUE);
        int into = all.indexOf("INTO");
        if (into > 0 && into + 2 < all.size() && TEMPORARY.contains(all.get(into + 1))) {
            return List.of(new PostgresqlSessionObject(nameAt(all, into + 1)));
        }
        Matcher sets = SETS.matcher(finished.text());
        if (words.setsUpSession() || !sets.find()) {
            return List.of();
        }
        String setting = sets.group(1);
        return List.of(setting == null || sets.find() ? SessionObject.NAMELESS : new PostgresqlSessionObject(setting));
    }

    private static String nameAt(List<String> words, int temporary) {
        int at = temporary;
        while (at + 1 < words.size() && BEFORE_NAME.contains(words.get(at))) {
            at++;
        }
        boolean qualified = at + 2 < words.size() && words.get(at + 1).equals(".");
        return qualified ? words.get(at + 2) : words.get(at);
    }

    @Override
    public Use use(SqlStatement later) {
        int mentions = Mentions.of(name).in(later.text());
        if (mentions == 0) {
            return Use.NONE;
        }
        boolean madeAnew = by(later).stream().anyMatch(made -> made instanceof PostgresqlSessionObject other
                && other.name.equalsIgnoreCase(name) && !PostgresqlWords.of(later).words().contains("IF"));
        return mentions == 1 && madeAnew ? Use.ENDED : Use.NEEDED;
    }

    @Override
    public boolean isNeededByKeptCode(Connection connection) throws SQLException {
        return Mentions.of(name).inAnyOf(connection, KEPT_CODE);
    }
}

package io.quarkiverse.schema.migrations.internal.dialect.sqlite;

import java.sql.Connection;
import java.util.List;

import io.quarkiverse.schema.migrations.internal.dialect.Mentions;
import io.quarkiverse.schema.migrations.internal.dialect.SessionObject;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;

/**
 * A temporary table, view or index.
 *
 * @param name its name without quotes, folded
 */
record SqliteSessionObject(String name) implements SessionObject {

    /** What a finished statement made for its session. A trigger acts on statements that do not name it. */
    static List<SessionObject> by(SqlStatement finished) {
        SqliteWords words = SqliteWords.of(finished);
        return words.madeTemporarily()
                .map(name -> words.words().contains("TRIGGER") ? SessionObject.NAMELESS : new SqliteSessionObject(name))
                .stream().toList();
    }

    @Override
    public Use use(SqlStatement later) {
        int mentions = Mentions.of(name).in(later.text());
        if (mentions == 0) {
            return Use.NONE;
        }
        SqliteWords words = SqliteWords.of(later);
        boolean madeAnew = words.madeTemporarily().filter(name::equals).isPresent() && !words.makesIfAbsent();
        return mentions == 1 && madeAnew ? Use.ENDED : Use.NEEDED;
    }

    /** What the file keeps cannot reach what is temporary. */
    @Override
    public boolean isNeededByKeptCode(Connection connection) {
        return false;
    }
}

package io.quarkiverse.schema.migrations.testing.safety;

import io.quarkiverse.schema.migrations.testing.safety.Change.Kind;

/** How unsafe things are written safely on MySQL and MariaDB. */
final class MysqlRemedies implements Remedies {

    @Override
    public String of(Hazard hazard, TableEffect effect) {
        return switch (hazard) {
            case REWRITE -> rewrite(effect);
            case SCAN -> "build the index on a copy of the table with gh-ost or pt-online-schema-change, or in a maintenance"
                    + " window";
            case BLOCKING -> "do what takes long outside of LOCK TABLES and of transactions that have used the table, and add"
                    + " ALGORITHM=INSTANT or ALGORITHM=INPLACE, LOCK=NONE to the ALTER, so that the server refuses it otherwise";
            case LOCK_TIMEOUT -> "add '-- schema-migrations: database-lock-timeout=2s' and '-- schema-migrations:"
                    + " lock-retries=10' to the head of the script, or set both for all migrations";
            case ROWS -> "change the rows in batches: one statement for each range of keys, or a Java migration";
            case INVALID_INDEX -> "drop the index, and build it again";
            case INCOMPATIBLE -> incompatible(effect);
        };
    }

    private static String rewrite(TableEffect effect) {
        String online = "use gh-ost or pt-online-schema-change for a large table";
        if (effect.has(Kind.COLUMN_TYPE) || effect.has(Kind.COLUMN_NOT_NULL)) {
            return "add a new column with ALGORITHM=INSTANT, write both from the application, backfill in batches, switch, and"
                    + " drop the old column in a migration with deploy=post; or " + online;
        }
        if (effect.has(Kind.COLUMN_ADDED)) {
            return "add the column with ALGORITHM=INSTANT, which the server refuses where it cannot: not AUTO_INCREMENT, not"
                    + " STORED; or " + online;
        }
        if (effect.has(Kind.CONSTRAINT_VALIDATED)) {
            return "for a foreign key, make sure that all rows meet it and add it with SET foreign_key_checks = 0, which changes"
                    + " the catalog alone; or " + online;
        }
        return online;
    }

    private static String incompatible(TableEffect effect) {
        if (effect.has(Kind.COLUMN_REQUIRED)) {
            return "add the column with a default, or nullable, and let a migration with deploy=post require it";
        }
        return "add the new one beside the old one, write both from the application, and remove the old one in a migration with"
                + " '-- schema-migrations: deploy=post', which is applied when the older release has ended";
    }
}

package io.quarkiverse.schema.migrations.testing.safety;

import io.quarkiverse.schema.migrations.testing.safety.Change.Kind;

/** How unsafe things are written safely on PostgreSQL. */
final class PostgresqlRemedies implements Remedies {

    @Override
    public String of(Hazard hazard, TableEffect effect) {
        return switch (hazard) {
            case REWRITE -> rewrite(effect);
            case SCAN -> scan(effect);
            case BLOCKING -> effect.has(Kind.INDEX_BUILT) || effect.work().isScanUnderLock() ? scan(effect)
                    : "let the statement that takes the lock be the last one, in a migration of its own";
            case LOCK_TIMEOUT -> "add '-- schema-migrations: database-lock-timeout=2s' and '-- schema-migrations:"
                    + " lock-retries=10' to the head of the script, or set both for all migrations";
            case ROWS -> "change the rows in batches: a script with '-- schema-migrations: transaction=none' and one statement"
                    + " for each range of keys, or a Java migration";
            case INVALID_INDEX -> "DROP INDEX CONCURRENTLY, correct the rows, and build it again";
            case INCOMPATIBLE -> incompatible(effect);
        };
    }

    private static String rewrite(TableEffect effect) {
        if (effect.has(Kind.COLUMN_TYPE)) {
            return "add a new column, write both from the application, backfill in batches, switch, and drop the old column"
                    + " in a migration with deploy=post";
        }
        if (effect.has(Kind.COLUMN_ADDED) || effect.has(Kind.COLUMN_REQUIRED)) {
            return "add the column without a default or with a constant one, backfill in batches, then set the default for"
                    + " new rows";
        }
        if (effect.has(Kind.INDEX_REWRITTEN) && !effect.has(Kind.REWRITTEN)) {
            return "REINDEX … CONCURRENTLY, in a migration with '-- schema-migrations: transaction=none'";
        }
        return "VACUUM without FULL, or pg_repack, instead of VACUUM FULL and CLUSTER; DELETE in batches instead of TRUNCATE;"
                + " TABLESPACE and UNLOGGED belong into a maintenance window";
    }

    private static String scan(TableEffect effect) {
        if (effect.has(Kind.COLUMN_NOT_NULL)) {
            return "ADD CONSTRAINT … CHECK (" + String.join(", ", effect.all(Kind.COLUMN_NOT_NULL))
                    + " IS NOT NULL) NOT VALID, VALIDATE CONSTRAINT in a second migration, then SET NOT NULL, which reads no"
                    + " rows, and drop the constraint";
        }
        if (effect.all(Kind.INDEX_BUILT).stream().anyMatch(effect.all(Kind.INDEX_DROPPED)::contains)) {
            return "the index was built again because of what was done to its column: add a new column with a new index instead,"
                    + " write both from the application, backfill in batches, and switch";
        }
        if (effect.has(Kind.INDEX_BUILT)) {
            return "CREATE INDEX CONCURRENTLY in a migration with '-- schema-migrations: transaction=none'; a primary or"
                    + " unique key then takes it over with ADD CONSTRAINT … USING INDEX";
        }
        if (effect.has(Kind.CONSTRAINT_VALIDATED)) {
            return "ADD CONSTRAINT … NOT VALID, and VALIDATE CONSTRAINT in a second migration";
        }
        return "do what reads the rows in a migration of its own, which takes no lock on the table";
    }

    private static String incompatible(TableEffect effect) {
        if (effect.has(Kind.COLUMN_REQUIRED)) {
            return "add the column with a default, or nullable, and let a migration with deploy=post require it";
        }
        if (effect.has(Kind.TABLE_RENAMED) || effect.has(Kind.COLUMN_RENAMED)) {
            return "add the new one beside the old one, write both from the application, backfill, and drop the old one with"
                    + " deploy=post";
        }
        return "add '-- schema-migrations: deploy=post' to the head of the script: it is applied when the older release has"
                + " ended";
    }
}

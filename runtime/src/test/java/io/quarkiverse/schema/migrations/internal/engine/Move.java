package io.quarkiverse.schema.migrations.internal.engine;

import java.util.Random;

/**
 * One command in a random story.
 *
 * @param command what is called
 * @param release how many migrations the release knows that calls it
 * @param number the migration, or how many, where the command needs that
 * @param failing the migration that fails in this release; 0 for none
 */
record Move(Command command, int release, int number, int failing) {

    enum Command {
        MIGRATE,
        MIGRATE_TO,
        MIGRATE_NEXT,
        ROLLBACK_LAST,
        ROLLBACK_TO,
        ROLLBACK_ALL,
        REDO,
        REPAIR,
        RESOLVE_APPLIED,
        RESOLVE_NOT_APPLIED,
        BASELINE
    }

    static Move random(Random random, int migrations) {
        Command command = Command.values()[random.nextInt(Command.values().length)];
        int failing = random.nextInt(3) == 0 ? 1 + random.nextInt(migrations) : 0;
        return new Move(command, 1 + random.nextInt(migrations), 1 + random.nextInt(migrations), failing);
    }
}

package io.quarkiverse.schema.migrations.internal.source;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a file in a location is not taken for a migration.
 *
 * @param what what is wrong with it
 * @param remedy what its owner can do
 */
record UnrecognizedFile(String what, String remedy) {

    // before/after, each, what Flyway does, how it went: a closed vocabulary, although not every combination exists
    private static final Pattern CALLBACK = Pattern.compile("((?:before|after)(?:Each)?"
            + "(?:Migrate|Undo|Clean|Info|Validate|Baseline|Repair|Connect|CreateSchema|Repeatables|Versioned|Deploy)"
            + "(?:Statement)?(?:Applied|Error|OperationFinish)?|createSchema)(?:__.*)?(?:\\.[a-z]+)?\\.sql",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Files of Flyway that would pass for single files but mean something else there. */
    static Optional<UnrecognizedFile> ofFlyway(SourceFile file) {
        Matcher callback = CALLBACK.matcher(file.name());
        if (callback.matches()) {
            return Optional.of(new UnrecognizedFile(
                    "is a callback of Flyway's (" + callback.group(1) + "), which is never called",
                    "make it a migration, for example 'R__<description>.sql' with the directive 'repeatable=after-each-run', or"
                            + " listen with a MigrationListener, and move it out of '" + file.root().location() + "'"));
        }
        return Optional.empty();
    }

    /** A file that fits no layout. */
    static UnrecognizedFile ofFile(SourceFile file) {
        String name = file.name();
        if (name.toLowerCase(Locale.ROOT).endsWith(".sql")) {
            return new UnrecognizedFile("does not end with '.sql' in lower case", "rename it");
        }
        if (name.endsWith(".sql.conf")) {
            return new UnrecognizedFile("is a script configuration of Flyway's",
                    "write what it says as '-- schema-migrations: …' at the head of the script, and delete it");
        }
        return new UnrecognizedFile("fits no layout of migrations",
                "name it '<id>.sql', '<id>.up.sql' or 'V<version>__<description>.sql' if it is one, or move it out of '"
                        + file.root().location() + "'");
    }

    /** A file or folder in a migration's own folder that does not belong there. */
    static UnrecognizedFile inMigration(SourceFile file) {
        return new UnrecognizedFile("does not belong in the folder of a migration",
                "only up.sql, down.sql, baseline.sql, their variants (" + variants()
                        + ") and metadata.toml do; rename it or move it out of '"
                        + file.root().location() + "'");
    }

    /** A folder that is not that of a migration. */
    static UnrecognizedFile ofFolder(SourceFile folder) {
        return new UnrecognizedFile(
                "is not the folder of a migration: it has no up.sql, and other sub-folders are not searched",
                "add an up.sql, or move its files up into '" + folder.root().location() + "' or out of it");
    }

    private static String variants() {
        StringBuilder variants = new StringBuilder();
        for (VariantKind kind : VariantKind.values()) {
            variants.append(variants.isEmpty() ? "" : ", ").append("up.").append(kind.word()).append(".sql");
        }
        return variants.toString();
    }
}

package io.quarkiverse.schema.migrations.internal.source;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The files of one migration, found by their names and not yet read.
 *
 * @param up the script that applies it; the baseline script where there is nothing else
 * @param down the script that reverts it
 * @param baseline the script that replaces it and all before it on a database without a history
 * @param metadata what stands beside them in the folder layout
 */
record ScriptFiles(Variants up, Optional<Variants> down, Optional<Variants> baseline,
        Optional<SourceFile> metadata) {

    ScriptName name() {
        return up.name();
    }

    /**
     * One script in all its variants, of which a datasource needs one.
     *
     * @param name what the names say, the same for all of them but for the variant
     * @param general the file for every database without a variant; null when there is none
     * @param special the files for one database each
     */
    record Variants(ScriptName name, SourceFile general, SortedMap<VariantKind, SourceFile> special) {

        static Variants of(ScriptName name, SourceFile file) {
            SortedMap<VariantKind, SourceFile> special = new TreeMap<>();
            name.variant().ifPresent(kind -> special.put(kind, file));
            return new Variants(name, name.variant().isPresent() ? null : file, special);
        }

        Variants with(Variants other) {
            SortedMap<VariantKind, SourceFile> all = new TreeMap<>(special);
            all.putAll(other.special);
            return new Variants(name, general != null ? general : other.general, all);
        }

        /** A file that stands for all of them in messages. */
        SourceFile any() {
            return general != null ? general : special.get(special.firstKey());
        }

        /** The script the datasource needs; without one, that is a problem. */
        Optional<SourceFile> choose(String databaseKind, Findings findings) {
            Optional<VariantKind> kind = VariantKind.ofDatabaseKind(databaseKind);
            SourceFile chosen = kind.map(special::get).orElse(general);
            if (chosen == null) {
                findings.problem(any().shown(), missing(databaseKind, kind));
            }
            return Optional.ofNullable(chosen);
        }

        private String missing(String databaseKind, Optional<VariantKind> kind) {
            String there = special.keySet().stream().map(VariantKind::word).collect(Collectors.joining(" and "));
            String stem = name.stem().substring(name.stem().lastIndexOf('/') + 1);
            String forAll = "'" + any().sibling(stem + ".sql") + "' for every database without a script of its own";
            return "there is a script for " + there + " but none for the datasource, which is " + databaseKind + "; add "
                    + kind.map(k -> "'" + any().sibling(stem + "." + k.word() + ".sql") + "', or ").orElse("") + forAll;
        }
    }
}

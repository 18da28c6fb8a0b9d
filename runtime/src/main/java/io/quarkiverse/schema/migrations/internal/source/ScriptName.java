package io.quarkiverse.schema.migrations.internal.source;

import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a script says.
 * <p>
 * The variant comes off first, then Flyway's names are tried, then the pair, and what remains is a single file.
 * File systems differ in the normal form of names they give back, so ids are brought into form C.
 *
 * @param layout which layout the name fits
 * @param role up, down or baseline
 * @param id the id it gives, not yet checked. Flyway's: the version as written with {@code _} read as {@code .};
 *        repeatable: the description with {@code _} read as a blank, which is what Flyway's own history calls it
 * @param description for people; empty but for Flyway's
 * @param pairing what an up and a down script of one migration have in common
 * @param stem what the variants of one script have in common
 * @param variant the database the script is for; empty: every database without a variant
 */
record ScriptName(Layout layout, ScriptRole role, String id, String description, String pairing, String stem,
        Optional<VariantKind> variant) {

    private static final String EXTENSION = ".sql";
    private static final String UP = ".up";
    private static final String DOWN = ".down";
    private static final String BASELINE = ".baseline";
    private static final Pattern FLYWAY = Pattern.compile("([VUB])([0-9]+(?:[._][0-9]+)*)__(.*)", Pattern.DOTALL);
    private static final Pattern REPEATABLE = Pattern.compile("R__(.*)", Pattern.DOTALL);

    /** Reads the name of a file that lies directly in a location; empty when it is not that of a script. */
    static Optional<ScriptName> ofFile(String name) {
        return Stem.of(name).map(ScriptName::ofFile);
    }

    private static ScriptName ofFile(Stem stem) {
        Matcher flyway = FLYWAY.matcher(stem.text());
        if (flyway.matches()) {
            ScriptRole role = switch (flyway.group(1)) {
                case "V" -> ScriptRole.UP;
                case "U" -> ScriptRole.DOWN;
                default -> ScriptRole.BASELINE;
            };
            String version = flyway.group(2).replace('_', '.');
            return new ScriptName(Layout.FLYWAY, role, version, words(flyway.group(3)), version, stem.text(),
                    stem.variant());
        }
        Matcher repeatable = REPEATABLE.matcher(stem.text());
        if (repeatable.matches()) {
            String words = words(repeatable.group(1));
            return new ScriptName(Layout.REPEATABLE, ScriptRole.UP, words, words, stem.text(), stem.text(), stem.variant());
        }
        if (stem.text().endsWith(UP)) {
            return plain(Layout.PAIR, ScriptRole.UP, stem.before(UP), stem);
        }
        if (stem.text().endsWith(DOWN)) {
            return plain(Layout.PAIR, ScriptRole.DOWN, stem.before(DOWN), stem);
        }
        if (stem.text().endsWith(BASELINE)) {
            return plain(Layout.PAIR, ScriptRole.BASELINE, stem.before(BASELINE), stem);
        }
        return plain(Layout.SINGLE, ScriptRole.UP, stem.text(), stem);
    }

    /** Reads the name of a file inside a migration's folder; empty when it is not that of a script. */
    static Optional<ScriptName> inFolder(String folder, String name) {
        return Stem.of(name).flatMap(stem -> switch (stem.text()) {
            case "up" -> Optional.of(plain(Layout.FOLDER, ScriptRole.UP, folder, stem.in(folder)));
            case "down" -> Optional.of(plain(Layout.FOLDER, ScriptRole.DOWN, folder, stem.in(folder)));
            case "baseline" -> Optional.of(plain(Layout.FOLDER, ScriptRole.BASELINE, folder, stem.in(folder)));
            default -> Optional.empty();
        });
    }

    private static ScriptName plain(Layout layout, ScriptRole role, String base, Stem stem) {
        return new ScriptName(layout, role, normalized(base), "", base, stem.text(), stem.variant());
    }

    private static String words(String description) {
        return normalized(description.replace('_', ' ').strip());
    }

    private static String normalized(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** A name without its extension and variant. */
    private record Stem(String text, Optional<VariantKind> variant) {

        static Optional<Stem> of(String name) {
            if (!name.endsWith(EXTENSION)) {
                return Optional.empty();
            }
            String text = name.substring(0, name.length() - EXTENSION.length());
            int dot = text.lastIndexOf('.');
            Optional<VariantKind> variant = dot < 0 ? Optional.empty() : VariantKind.ofWord(text.substring(dot + 1));
            return Optional.of(new Stem(variant.isPresent() ? text.substring(0, dot) : text, variant));
        }

        String before(String suffix) {
            return text.substring(0, text.length() - suffix.length());
        }

        Stem in(String folder) {
            return new Stem(folder + "/" + text, variant);
        }
    }

    /** The ways to lay out a migration's files. */
    enum Layout {
        /** {@code <id>/up.sql} and {@code <id>/down.sql}. */
        FOLDER,
        /** {@code <id>.up.sql} and {@code <id>.down.sql}. */
        PAIR,
        /** {@code <id>.sql}. */
        SINGLE,
        /** {@code V<version>__<description>.sql} and {@code U<version>__<description>.sql}. */
        FLYWAY,
        /** {@code R__<description>.sql}. */
        REPEATABLE
    }

    /** What a script is for. */
    enum ScriptRole {
        /** Applies the migration. */
        UP("up"),
        /** Reverts it. */
        DOWN("down"),
        /** Replaces it and all before it on a database without a history. */
        BASELINE("baseline");

        private final String word;

        ScriptRole(String word) {
            this.word = word;
        }

        /** The word for it in file names and messages. */
        String word() {
            return word;
        }
    }
}

package io.quarkiverse.schema.migrations.internal.adopt;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.schema.migrations.internal.source.WithoutDirectives;
import io.quarkiverse.schema.migrations.model.Script;
import io.quarkiverse.schema.migrations.model.ScriptText;

/**
 * Finds the change sets in a script that was written for Liquibase, whose comments say where one begins, and compares scripts
 * with the checksums that Liquibase has kept.
 */
final class FormattedSql {

    private static final Pattern FIRST_LINE = Pattern.compile("\\s*--\\s*liquibase\\s+formatted\\s+sql.*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern CHANGE_SET = Pattern.compile(
            "\\s*--\\s*changeset\\s+(\"[^\"]+\"|[^:]+):(\"[^\"]+\"|\\S+).*", Pattern.CASE_INSENSITIVE);
    private static final Pattern INSTRUCTION = Pattern.compile(
            "\\s*--\\s*(rollback|comment:?|preconditions?|precondition-\\S+|property|validchecksum:?|ignorelines:?\\S*)(\\s.*)?",
            Pattern.CASE_INSENSITIVE);

    private FormattedSql() {
    }

    /**
     * The change sets of a script, in order; none where it was not written for Liquibase.
     *
     * @throws IOException when it cannot be read
     */
    static List<ChangeSet> changeSets(ScriptText script) throws IOException {
        List<ChangeSet> found = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(script.open(), StandardCharsets.UTF_8))) {
            String line = firstWithText(lines);
            if (line == null || !FIRST_LINE.matcher(line.replace("\uFEFF", "")).matches()) {
                return found;
            }
            Matcher head = null;
            LiquibaseChecksum checksum = new LiquibaseChecksum();
            for (line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher next = CHANGE_SET.matcher(line);
                if (next.matches()) {
                    add(head, checksum, found);
                    head = next;
                    checksum = new LiquibaseChecksum();
                } else if (!INSTRUCTION.matcher(line).matches()) {
                    checksum.add(line);
                }
            }
            add(head, checksum, found);
        }
        return found;
    }

    private static String firstWithText(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (line != null && line.isBlank()) {
            line = lines.readLine();
        }
        return line;
    }

    private static void add(Matcher head, LiquibaseChecksum checksum, List<ChangeSet> found) {
        if (head != null) {
            found.add(new ChangeSet(unquoted(head.group(2)), unquoted(head.group(1).strip()), checksum.finish()));
        }
    }

    private static String unquoted(String text) {
        return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"") ? text.substring(1, text.length() - 1) : text;
    }

    /**
     * The checksum that Liquibase would have of a script that is one change set as a whole.
     *
     * @throws IOException when it cannot be read
     */
    static String checksumOfAll(ScriptText script) throws IOException {
        LiquibaseChecksum checksum = new LiquibaseChecksum();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(script.open(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                checksum.add(line);
            }
        }
        return checksum.finish();
    }

    /**
     * Compares a script that names its change sets with what Liquibase has kept of them.
     *
     * @param found each with its row
     */
    static ChecksumProof proof(Map<ChangeSet, Liquibase.History.Row> found) {
        return (script, downScript) -> {
            Optional<String> obstacle = found.values().stream().flatMap(row -> obstacle(row).stream()).findFirst();
            if (obstacle.isPresent()) {
                return new ChecksumProof.Match.Unknown(obstacle.get());
            }
            List<ChangeSet> asWritten = changeSets(script.text());
            if (isOf(found, asWritten)) {
                return new ChecksumProof.Match.Same("");
            }
            for (Map.Entry<ChangeSet, Liquibase.History.Row> one : found.entrySet()) {
                String theirs = one.getValue().checksum().orElseThrow();
                if (!theirs.equals(one.getKey().checksum())) {
                    return new ChecksumProof.Match.Different(theirs, one.getKey().checksum());
                }
            }
            return ChecksumProof.Match.Same.WITHOUT_DIRECTIVES;
        };
    }

    private static boolean isOf(Map<ChangeSet, Liquibase.History.Row> found,
            List<ChangeSet> changeSets) {
        return changeSets.stream().map(ChangeSet::checksum).toList()
                .equals(found.values().stream().map(row -> row.checksum().orElseThrow()).toList());
    }

    /** Compares a script that was made of a change set, which need not have been SQL, so that a difference proves nothing. */
    static ChecksumProof proof(Liquibase.History.Row row) {
        Optional<String> obstacle = obstacle(row);
        return obstacle.isPresent() ? ChecksumProof.none(obstacle.get()) : (script, downScript) -> match(row, script);
    }

    private static ChecksumProof.Match match(Liquibase.History.Row row, Script script) throws IOException {
        if (row.checksum().equals(Optional.of(checksumOfAll(script.text())))) {
            return new ChecksumProof.Match.Same("");
        }
        return row.checksum().equals(Optional.of(checksumOfAll(new WithoutDirectives(script.text()))))
                ? ChecksumProof.Match.Same.WITHOUT_DIRECTIVES
                : new ChecksumProof.Match.Unknown("its text is not the one whose checksum Liquibase stored");
    }

    private static Optional<String> obstacle(Liquibase.History.Row row) {
        if (row.checksum().isEmpty()) {
            return Optional.of("Liquibase stored no checksum");
        }
        String kept = row.checksum().get();
        return kept.startsWith(ChangeSet.KIND) ? Optional.empty()
                : Optional.of(
                        "Liquibase stored a checksum of an older version, "
                                + kept.substring(0, Math.max(0, kept.indexOf(':'))));
    }

    /**
     * A part of a script that Liquibase tells apart.
     *
     * @param id its id
     * @param author its author
     * @param checksum Liquibase's checksum of its statements, of the ninth kind
     */
    record ChangeSet(String id, String author, String checksum) {

        /** Begins the checksums that can be compared. */
        static final String KIND = "9:";
    }

    /**
     * Liquibase's checksum of the ninth kind, of a change set that is SQL: MD5 of the text without its blanks, hashed once
     * more.
     */
    private static final class LiquibaseChecksum {

        private final MessageDigest text = md5();

        /** Adds a line, or a part of one. */
        void add(String part) {
            StringBuilder kept = new StringBuilder(part.length());
            part.chars().filter(c -> c != ' ' && c != '\t' && c != '\r' && c != '\n').forEach(c -> kept.append((char) c));
            text.update(kept.toString().getBytes(StandardCharsets.UTF_8));
        }

        /** The checksum of what was added; ends the use of this. */
        String finish() {
            String change = FormattedSql.ChangeSet.KIND + hex(text.digest()) + ':';
            return FormattedSql.ChangeSet.KIND + hex(md5().digest(change.getBytes(StandardCharsets.UTF_8)));
        }

        private static String hex(byte[] hash) {
            return HexFormat.of().formatHex(hash);
        }

        private static MessageDigest md5() {
            try {
                return MessageDigest.getInstance("MD5");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has MD5", e);
            }
        }
    }
}

package io.quarkiverse.schema.migrations.internal.adopt;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.schema.migrations.internal.source.WithoutDirectives;
import io.quarkiverse.schema.migrations.model.Script;

/** Compares the checksums that Liquibase has kept of change sets with scripts. */
final class LiquibaseVerification {

    private LiquibaseVerification() {
    }

    /**
     * Of a script that names its change sets.
     *
     * @param found each with its row
     */
    static ChecksumProof ofWritten(Map<FormattedSql.ChangeSet, LiquibaseHistory.Row> found) {
        return (script, downScript) -> {
            Optional<String> obstacle = found.values().stream().flatMap(row -> obstacle(row).stream()).findFirst();
            if (obstacle.isPresent()) {
                return new ChecksumProof.Match.Unknown(obstacle.get());
            }
            List<FormattedSql.ChangeSet> asWritten = FormattedSql.changeSets(script.text());
            if (isOf(found, asWritten)) {
                return new ChecksumProof.Match.Same("");
            }
            for (Map.Entry<FormattedSql.ChangeSet, LiquibaseHistory.Row> one : found.entrySet()) {
                String theirs = one.getValue().checksum().orElseThrow();
                if (!theirs.equals(one.getKey().checksum())) {
                    return new ChecksumProof.Match.Different(theirs, one.getKey().checksum());
                }
            }
            return ChecksumProof.Match.Same.WITHOUT_DIRECTIVES;
        };
    }

    private static boolean isOf(Map<FormattedSql.ChangeSet, LiquibaseHistory.Row> found,
            List<FormattedSql.ChangeSet> changeSets) {
        return changeSets.stream().map(FormattedSql.ChangeSet::checksum).toList()
                .equals(found.values().stream().map(row -> row.checksum().orElseThrow()).toList());
    }

    /** Of a script that was made of a change set, which need not have been SQL, so that a difference proves nothing. */
    static ChecksumProof of(LiquibaseHistory.Row row) {
        Optional<String> obstacle = obstacle(row);
        return obstacle.isPresent() ? ChecksumProof.none(obstacle.get()) : (script, downScript) -> match(row, script);
    }

    private static ChecksumProof.Match match(LiquibaseHistory.Row row, Script script) throws IOException {
        if (row.checksum().equals(Optional.of(FormattedSql.checksumOfAll(script.text())))) {
            return new ChecksumProof.Match.Same("");
        }
        return row.checksum().equals(Optional.of(FormattedSql.checksumOfAll(new WithoutDirectives(script.text()))))
                ? ChecksumProof.Match.Same.WITHOUT_DIRECTIVES
                : new ChecksumProof.Match.Unknown("its text is not what Liquibase has made a checksum of");
    }

    private static Optional<String> obstacle(LiquibaseHistory.Row row) {
        if (row.checksum().isEmpty()) {
            return Optional.of("Liquibase has kept no checksum");
        }
        String kept = row.checksum().get();
        return kept.startsWith(FormattedSql.ChangeSet.KIND) ? Optional.empty()
                : Optional.of(
                        "Liquibase has kept a checksum of an older kind, " + kept.substring(0, Math.max(0, kept.indexOf(':'))));
    }
}

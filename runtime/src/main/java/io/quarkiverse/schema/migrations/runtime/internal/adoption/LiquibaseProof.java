package io.quarkiverse.schema.migrations.runtime.internal.adoption;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.schema.migrations.model.Script;

/** Compares the checksums that Liquibase has kept of change sets with scripts. */
final class LiquibaseProof {

    private LiquibaseProof() {
    }

    /**
     * Of a script that names its change sets.
     *
     * @param found each with its row
     */
    static Proof ofWritten(Map<ChangeSet, LiquibaseRow> found) {
        return (script, wayBack) -> {
            for (Map.Entry<ChangeSet, LiquibaseRow> one : found.entrySet()) {
                Optional<String> obstacle = obstacle(one.getValue());
                if (obstacle.isPresent()) {
                    return new Verdict.Unknown(obstacle.get());
                }
                if (!one.getValue().checksum().equals(Optional.of(one.getKey().checksum()))) {
                    return new Verdict.Different(one.getValue().checksum().orElseThrow(), one.getKey().checksum());
                }
            }
            return new Verdict.Same("");
        };
    }

    /** Of a script that was made of a change set, which need not have been SQL, so that a difference proves nothing. */
    static Proof of(LiquibaseRow row) {
        Optional<String> obstacle = obstacle(row);
        return obstacle.isPresent() ? Proof.none(obstacle.get()) : (script, wayBack) -> verdict(row, script);
    }

    private static Verdict verdict(LiquibaseRow row, Script script) throws IOException {
        return row.checksum().equals(Optional.of(FormattedSql.checksumOfAll(script))) ? new Verdict.Same("")
                : new Verdict.Unknown("its text is not what Liquibase has made a checksum of");
    }

    private static Optional<String> obstacle(LiquibaseRow row) {
        if (row.checksum().isEmpty()) {
            return Optional.of("Liquibase has kept no checksum");
        }
        String kept = row.checksum().get();
        return kept.startsWith(ChangeSet.KIND) ? Optional.empty()
                : Optional.of(
                        "Liquibase has kept a checksum of an older kind, " + kept.substring(0, Math.max(0, kept.indexOf(':'))));
    }
}

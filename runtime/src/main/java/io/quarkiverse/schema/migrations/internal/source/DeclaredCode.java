package io.quarkiverse.schema.migrations.internal.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import io.quarkiverse.schema.migrations.model.Checksum;
import io.quarkiverse.schema.migrations.model.Code;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.model.ScriptOptions;

/**
 * A migration in Java as its author has declared it.
 *
 * @param id the id, not yet checked
 * @param className the name of its class
 * @param description a few words; may be empty
 * @param checksum what its author changes together with the code; empty where nothing tells
 * @param options whether it runs in a transaction, and when
 * @param directions up, and down if the class overrides it
 */
public record DeclaredCode(String id, String className, String description, String checksum, ScriptOptions options,
        Set<Direction> directions) {

    private static final Pattern CHECKSUM = Pattern.compile("[0-9a-f]{64}");

    public DeclaredCode {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(className, "className");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(checksum, "checksum");
        Objects.requireNonNull(options, "options");
        directions = Set.copyOf(directions);
    }

    /**
     * Orders and checks migrations just as scripts are.
     *
     * @param set the name of the set, for messages
     */
    public static SourceScan scan(String set, List<DeclaredCode> declared) {
        Findings findings = new Findings();
        DuplicateIds ids = new DuplicateIds();
        List<Migration> found = new ArrayList<>();
        for (DeclaredCode one : declared) {
            try {
                Migration migration = one.migration();
                ids.add(migration.id(), migration.up().location());
                found.add(migration);
            } catch (IllegalArgumentException e) {
                findings.problem("java:" + one.className, e.getMessage() + "; give it another id");
            }
        }
        ids.report(findings);
        return SourceScan.of(set, found, findings);
    }

    private static Checksum checksumOf(String text) {
        if (CHECKSUM.matcher(text).matches()) {
            return new Checksum(text);
        }
        TextDigest digest = new TextDigest();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.accept(bytes, 0, bytes.length);
        return digest.checksum();
    }

    private Migration migration() {
        Code up = new Code(className,
                checksum.isBlank() ? Optional.empty()
                        : Optional.of(checksumOf(checksum)),
                options);
        return new Migration(MigrationId.of(id), MigrationKind.VERSIONED, description, up,
                directions.contains(Direction.DOWN) ? Optional.of(up.back()) : Optional.empty());
    }
}

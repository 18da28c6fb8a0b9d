package io.quarkiverse.schema.migrations.internal.source;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.model.Script;
import io.quarkiverse.schema.migrations.model.ScriptText;

/**
 * A migration whose scripts are texts in memory. They may hold directives like any other script, {@code repeatable} only
 * where there is no down script.
 *
 * @param id the id, not yet checked
 * @param up the text of the up script
 * @param down the text of the down script, if there is one
 */
public record InMemoryMigration(String id, String up, Optional<String> down) {

    public InMemoryMigration {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(up, "up");
        Objects.requireNonNull(down, "down");
    }

    /** A migration that cannot be reverted. */
    public InMemoryMigration(String id, String up) {
        this(id, up, Optional.empty());
    }

    /** A migration that can be reverted. */
    public InMemoryMigration(String id, String up, String down) {
        this(id, up, Optional.of(down));
    }

    /** {@link #scan(String, String, List)} of migrations without another source. */
    public static SourceScan scan(String set, List<InMemoryMigration> migrations) {
        return scan(set, "memory", migrations);
    }

    /**
     * Orders, checks and hashes migrations just as files are.
     *
     * @param set the name of the set, for messages
     * @param place what their locations begin with, so that people know whose they are
     */
    public static SourceScan scan(String set, String place, List<InMemoryMigration> migrations) {
        Findings findings = new Findings();
        DuplicateIds ids = new DuplicateIds();
        List<Migration> found = new ArrayList<>();
        migrations.forEach(migration -> migration.read(place, findings, ids).ifPresent(found::add));
        ids.report(findings);
        return SourceScan.of(set, found, findings);
    }

    private Optional<Migration> read(String place, Findings findings, DuplicateIds ids) {
        Optional<MigrationId> checkedId = checkedId(location(place, "up"), findings);
        checkedId.ifPresent(given -> ids.add(given, location(place, "up")));
        Optional<InMemoryScript> upScript = script(location(place, "up"), up, findings);
        Optional<InMemoryScript> downScript = down.flatMap(text -> script(location(place, "down"), text, findings));
        if (checkedId.isEmpty() || upScript.isEmpty() || down.isPresent() != downScript.isPresent()) {
            return Optional.empty();
        }
        MigrationKind kind = upScript.get().kind();
        boolean downRepeatable = downScript.filter(s -> s.kind() == MigrationKind.REPEATABLE).isPresent();
        if (downRepeatable || kind == MigrationKind.REPEATABLE && downScript.isPresent()) {
            findings.problem(location(place, downRepeatable ? "down" : "up"),
                    "a repeatable migration has no down script; remove the directive 'repeatable' or the down script");
            return Optional.empty();
        }
        return Optional.of(findings.withPhase(new Migration(checkedId.get(), kind, "", upScript.get().script(),
                downScript.map(InMemoryScript::script))));
    }

    private Optional<MigrationId> checkedId(String path, Findings findings) {
        try {
            return Optional.of(MigrationId.of(id));
        } catch (IllegalArgumentException e) {
            findings.problem(path, e.getMessage() + "; give it another id");
            return Optional.empty();
        }
    }

    private String location(String place, String direction) {
        return place + ":" + id + "/" + direction + ".sql";
    }

    private static Optional<InMemoryScript> script(String location, String text, Findings findings) {
        byte[] bytes;
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
        } catch (CharacterCodingException e) {
            findings.problem(location, "is not well-formed Unicode: it has half of a surrogate pair; remove it");
            return Optional.empty();
        }
        ScriptText source = () -> new ByteArrayInputStream(bytes);
        return ScriptFileReader.read(location, source, findings).map(
                read -> new InMemoryScript(read.at(location, read.options(), source), read.kind()));
    }

    private record InMemoryScript(Script script, MigrationKind kind) {
    }
}

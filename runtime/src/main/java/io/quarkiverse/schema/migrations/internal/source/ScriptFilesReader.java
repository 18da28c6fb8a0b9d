package io.quarkiverse.schema.migrations.internal.source;

import java.util.Optional;

import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.model.Script;
import io.quarkiverse.schema.migrations.model.ScriptOptions;
import io.quarkiverse.schema.migrations.model.ScriptText;
import io.quarkiverse.schema.migrations.model.TransactionMode;

/** Makes migrations of scriptFiles: chooses the variants, reads them, checks the id. */
final class ScriptFilesReader {

    private final String databaseKind;
    private final Findings findings;
    private final DuplicateIds ids;

    ScriptFilesReader(String databaseKind, Findings findings, DuplicateIds ids) {
        this.databaseKind = databaseKind;
        this.findings = findings;
        this.ids = ids;
    }

    /** Reads a files to its end whatever is wrong with it, so that everything is found. */
    Optional<Migration> read(ScriptFiles files) {
        Optional<MigrationId> id = id(files);
        TransactionMode outer = files.metadata().map(file -> MetadataReader.read(file, findings))
                .orElse(TransactionMode.TRANSACTION);
        Optional<SourceFile> upFile = files.up().choose(databaseKind, findings);
        id.ifPresent(given -> ids.add(given, upFile.orElseGet(files.up()::any).shown()));
        Optional<ReadScript> up = upFile.flatMap(this::read);
        Optional<SourceFile> downFile = files.down().flatMap(down -> down.choose(databaseKind, findings));
        Optional<ReadScript> down = downFile.flatMap(this::read);
        MigrationKind kind = up.map(script -> kind(files, upFile.get(), script)).orElse(MigrationKind.VERSIONED);
        down.filter(script -> script.kind() == MigrationKind.REPEATABLE)
                .ifPresent(script -> notRepeatable(downFile.get()));
        Optional<Variants> ownBaseline = files.baseline().filter(baseline -> baseline != files.up());
        Optional<Script> baseline = ownBaseline.flatMap(script -> script.choose(databaseKind, findings))
                .flatMap(file -> baseline(file, outer));
        if (id.isEmpty() || up.isEmpty() || files.down().isPresent() != down.isPresent()
                || ownBaseline.isPresent() != baseline.isPresent()) {
            return Optional.empty();
        }
        Script upScript = script(upFile.get(), up.get(), outer);
        return Optional.of(findings.withPhase(new Migration(id.get(), kind, files.name().description(), upScript,
                down.map(script -> script(downFile.get(), script, outer)),
                files.baseline().map(any -> baseline.orElse(upScript)))));
    }

    private Optional<Script> baseline(SourceFile file, TransactionMode outer) {
        Optional<ReadScript> read = read(file);
        read.filter(script -> script.kind() == MigrationKind.REPEATABLE).ifPresent(script -> notRepeatable(file));
        return read.map(script -> script(file, script, outer));
    }

    private Optional<ReadScript> read(SourceFile file) {
        return ScriptFileReader.read(file.shown(), file, findings);
    }

    private Optional<MigrationId> id(ScriptFiles files) {
        try {
            return Optional.of(MigrationId.of(files.name().id()));
        } catch (IllegalArgumentException e) {
            findings.problem(files.up().any().shown(), e.getMessage() + "; rename "
                    + (files.name().layout() == Layout.FOLDER ? "its folder" : "it"));
            return Optional.empty();
        }
    }

    private MigrationKind kind(ScriptFiles files, SourceFile file, ReadScript script) {
        return switch (files.name().layout()) {
            case REPEATABLE -> MigrationKind.REPEATABLE;
            case SINGLE -> script.kind();
            default -> {
                if (script.kind() == MigrationKind.REPEATABLE) {
                    notRepeatable(file);
                }
                yield MigrationKind.VERSIONED;
            }
        };
    }

    private void notRepeatable(SourceFile file) {
        findings.problem(file.shown(), "only a script of the layout '<id>.sql' can be made repeatable by a directive;"
                + " remove the directive 'repeatable', or rename the script");
    }

    private static Script script(SourceFile file, ReadScript read, TransactionMode outer) {
        ScriptOptions own = read.options();
        ScriptOptions options = outer == TransactionMode.NONE
                ? own.with(TransactionMode.NONE)
                : own;
        ScriptText text = file.root().origin() == Origin.DIRECTORY ? new UnchangedText(file, read.asWritten()) : file;
        return read.at(file.location(), options, text);
    }
}

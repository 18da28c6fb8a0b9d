package io.quarkiverse.schema.migrations.internal.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.quarkiverse.schema.migrations.internal.source.ScriptFiles.Variants;
import io.quarkiverse.schema.migrations.internal.source.ScriptName.Layout;
import io.quarkiverse.schema.migrations.internal.source.ScriptName.ScriptRole;
import io.quarkiverse.schema.migrations.internal.source.SourceTree.SourceFolder;

/** Puts the files of a tree together to migrations by their names alone. */
final class LayoutReader {

    private static final String METADATA = "metadata.toml";

    private final Findings findings;
    private final Map<List<Object>, Variants> scripts = new LinkedHashMap<>();
    private final Map<String, SourceFile> metadata = new LinkedHashMap<>();

    private LayoutReader(Findings findings) {
        this.findings = findings;
    }

    static List<ScriptFiles> read(SourceTree tree, Findings findings) {
        LayoutReader reader = new LayoutReader(findings);
        tree.files().values().forEach(reader::file);
        tree.folders().values().forEach(reader::folder);
        return reader.scriptFiles();
    }

    private void file(SourceFile file) {
        Optional<UnrecognizedFile> flyway = UnrecognizedFile.ofFlyway(file);
        Optional<ScriptName> name = flyway.isPresent() ? Optional.empty() : ScriptName.ofFile(file.name());
        if (name.isPresent()) {
            script(name.get(), file);
        } else {
            findings.unrecognized(file, flyway.orElseGet(() -> UnrecognizedFile.ofFile(file)));
        }
    }

    private void folder(SourceFolder folder) {
        String id = folder.folder().name();
        List<SourceFile> unrecognized = new ArrayList<>();
        int own = 0;
        for (SourceFile file : folder.content().values()) {
            Optional<ScriptName> name = ScriptName.inFolder(id, file.name());
            name.ifPresent(script -> script(script, file));
            if (file.name().equals(METADATA)) {
                metadata.put(id, file);
            } else if (name.isEmpty()) {
                unrecognized.add(file);
                continue;
            }
            own++;
        }
        if (own > 0) {
            unrecognized.forEach(file -> findings.unrecognized(file, UnrecognizedFile.inMigration(file)));
        } else if (!unrecognized.isEmpty()) {
            findings.unrecognized(folder.folder(), UnrecognizedFile.ofFolder(folder.folder()));
        }
    }

    private void script(ScriptName name, SourceFile file) {
        scripts.merge(List.of(name.layout(), name.role(), name.stem()), Variants.of(name, file), Variants::with);
    }

    private List<ScriptFiles> scriptFiles() {
        Map<Object, Variants> downs = oneOf(ScriptRole.DOWN, LayoutReader::pairing, "reverts");
        Map<Object, Variants> baselines = oneOf(ScriptRole.BASELINE, ScriptName::id, "is a baseline script of");
        List<ScriptFiles> scriptFiles = new ArrayList<>();
        for (Variants up : in(ScriptRole.UP)) {
            boolean hasBaseline = up.name().layout() != Layout.REPEATABLE;
            scriptFiles.add(new ScriptFiles(up, Optional.ofNullable(downs.remove(pairing(up.name()))),
                    Optional.ofNullable(hasBaseline ? baselines.remove(up.name().id()) : null), metadata(up.name())));
        }
        for (Variants baseline : baselines.values()) {
            scriptFiles.add(new ScriptFiles(baseline, Optional.empty(), Optional.of(baseline), metadata(baseline.name())));
        }
        downs.values().forEach(this::downWithoutUp);
        downs.values().forEach(down -> metadata.remove(down.name().pairing()));
        metadata.values().forEach(file -> findings.problem(file.shown(),
                "stands in a folder without an up.sql; add '" + file.sibling("up.sql") + "' or delete it"));
        return scriptFiles;
    }

    /** The scripts of a role, by what they have in common with the up script; a second one is a problem. */
    private Map<Object, Variants> oneOf(ScriptRole role, Function<ScriptName, Object> key, String does) {
        Map<Object, Variants> all = new LinkedHashMap<>();
        for (Variants script : in(role)) {
            Variants first = all.putIfAbsent(key.apply(script.name()), script);
            if (first != null) {
                findings.problem(script.any().shown(), does + " '" + script.name().id() + "', as '" + first.any().shown()
                        + "' does; a migration has one " + role.word() + " script: remove one of them");
            }
        }
        return all;
    }

    private Optional<SourceFile> metadata(ScriptName name) {
        return Optional.ofNullable(name.layout() == Layout.FOLDER ? metadata.remove(name.pairing()) : null);
    }

    private List<Variants> in(ScriptRole role) {
        return scripts.values().stream().filter(script -> script.name().role() == role).toList();
    }

    private static Object pairing(ScriptName name) {
        return List.of(name.layout(), name.pairing());
    }

    private void downWithoutUp(Variants down) {
        ScriptName name = down.name();
        String up = switch (name.layout()) {
            case FOLDER -> down.any().sibling("up.sql");
            case FLYWAY -> down.any().sibling("V" + name.id() + "__<description>.sql");
            default -> down.any().sibling(name.pairing() + ".up.sql");
        };
        boolean single = scripts.containsKey(List.of(Layout.SINGLE, ScriptRole.UP, name.pairing()));
        findings.problem(down.any().shown(), "is a down script without an up script; " + (single && name.layout() == Layout.PAIR
                ? "rename '" + down.any().sibling(name.pairing() + ".sql") + "' to '" + up + "'"
                : "add '" + up + "' or delete it"));
    }
}

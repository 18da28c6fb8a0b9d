package io.quarkiverse.schema.migrations.internal.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.schema.migrations.internal.source.SourceTree.SourceFolder;
import io.quarkiverse.schema.migrations.model.Direction;

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
        scripts.merge(List.of(name.layout(), name.direction(), name.stem()), Variants.of(name, file), Variants::with);
    }

    private List<ScriptFiles> scriptFiles() {
        Map<List<Object>, Variants> downs = new LinkedHashMap<>();
        for (Variants down : in(Direction.DOWN)) {
            Variants first = downs.putIfAbsent(pairing(down.name()), down);
            if (first != null) {
                findings.problem(down.any().shown(), "reverts '" + down.name().id() + "', as '" + first.any().shown()
                        + "' does; a migration has one down script: remove one of them");
            }
        }
        List<ScriptFiles> scriptFiles = new ArrayList<>();
        Map<List<Object>, Variants> unpaired = new LinkedHashMap<>(downs);
        for (Variants up : in(Direction.UP)) {
            List<Object> pairing = pairing(up.name());
            boolean isFolder = up.name().layout() == Layout.FOLDER;
            scriptFiles.add(new ScriptFiles(up, Optional.ofNullable(downs.get(pairing)),
                    Optional.ofNullable(isFolder ? metadata.remove(up.name().pairing()) : null)));
            unpaired.remove(pairing);
        }
        unpaired.values().forEach(this::downWithoutUp);
        unpaired.values().forEach(down -> metadata.remove(down.name().pairing()));
        metadata.values().forEach(file -> findings.problem(file.shown(),
                "stands in a folder without an up.sql; add '" + file.sibling("up.sql") + "' or delete it"));
        return scriptFiles;
    }

    private List<Variants> in(Direction direction) {
        return scripts.values().stream().filter(script -> script.name().direction() == direction).toList();
    }

    private static List<Object> pairing(ScriptName name) {
        return List.of(name.layout(), name.pairing());
    }

    private void downWithoutUp(Variants down) {
        ScriptName name = down.name();
        String up = switch (name.layout()) {
            case FOLDER -> down.any().sibling("up.sql");
            case FLYWAY -> down.any().sibling("V" + name.id() + "__<description>.sql");
            default -> down.any().sibling(name.pairing() + ".up.sql");
        };
        boolean single = scripts.containsKey(List.of(Layout.SINGLE, Direction.UP, name.pairing()));
        findings.problem(down.any().shown(), "is a down script without an up script; " + (single && name.layout() == Layout.PAIR
                ? "rename '" + down.any().sibling(name.pairing() + ".sql") + "' to '" + up + "'"
                : "add '" + up + "' or delete it"));
    }
}

package io.quarkiverse.schema.migrations.builder;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.quarkiverse.schema.migrations.CodeMigration;
import io.quarkiverse.schema.migrations.MigrationContext;
import io.quarkiverse.schema.migrations.MigrationSource;
import io.quarkiverse.schema.migrations.internal.source.DeclaredCode;
import io.quarkiverse.schema.migrations.internal.source.InMemoryMigration;
import io.quarkiverse.schema.migrations.internal.source.SourceScan;
import io.quarkiverse.schema.migrations.model.Code;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.ScriptOptions;

/** The migrations that the builder was given one by one. */
final class InMemorySource implements MigrationSource {

    private final SourceScan scan;
    private final Map<String, CodeMigration> code = new LinkedHashMap<>();

    /**
     * @param set the name of the set, for messages
     * @param scripts those in SQL
     * @param coded those in Java
     */
    InMemorySource(String set, List<InMemoryMigration> scripts, List<Coded> coded) {
        List<DeclaredCode> declared = new ArrayList<>();
        for (Coded one : coded) {
            declared.add(one.declared());
            code.put(one.id(), one.code());
        }
        scan = InMemoryMigration.scan(set, scripts).with(DeclaredCode.scan(set, declared));
    }

    /**
     * A migration in Java. Its class is looked at when it is added, so that others who have no such migration do not need to.
     */
    record Coded(String id, CodeMigration code, Set<Direction> directions) {

        static Coded of(String id, CodeMigration code) {
            return new Coded(id, code, overridesDown(code) ? Set.of(Direction.UP, Direction.DOWN) : Set.of(Direction.UP));
        }

        private DeclaredCode declared() {
            return new DeclaredCode(id, className(), "", "", ScriptOptions.DEFAULT, directions);
        }

        /** What follows the mark of a lambda is another one in every process. */
        private String className() {
            return code.getClass().getName().replaceFirst("\\$\\$Lambda.*", "\\$\\$Lambda");
        }

        /** Where that cannot be told, as in a native executable, a missing one is reported when it is called. */
        private static boolean overridesDown(CodeMigration code) {
            try {
                return code.getClass().getMethod("down", MigrationContext.class).getDeclaringClass() != CodeMigration.class;
            } catch (NoSuchMethodException e) {
                return true;
            }
        }
    }

    @Override
    public List<Migration> migrations() {
        return scan.migrations();
    }

    @Override
    public Optional<CodeMigration> code(MigrationId id, Code name) {
        return Optional.ofNullable(code.get(id.value()));
    }
}

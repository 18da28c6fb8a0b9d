package io.quarkiverse.schema.migrations.deployment;

import java.lang.reflect.Modifier;
import java.util.Optional;
import java.util.Set;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.ClassInfo.NestingType;
import org.jboss.jandex.ClassType;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

import io.quarkiverse.schema.migrations.CodeMigration;
import io.quarkiverse.schema.migrations.CodeMigrationId;
import io.quarkiverse.schema.migrations.MigrationContext;
import io.quarkiverse.schema.migrations.MigrationSetName;
import io.quarkiverse.schema.migrations.internal.source.DeclaredCode;
import io.quarkiverse.schema.migrations.model.DeployPhase;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.ScriptOptions;
import io.quarkiverse.schema.migrations.model.SourceProblem;
import io.quarkiverse.schema.migrations.model.TransactionMode;
import io.quarkiverse.schema.migrations.runtime.config.SetKey;

/**
 * A class that is, or wants to be, a migration.
 *
 * @param type the class
 * @param index knows what it extends
 */
record CodeClass(ClassInfo type, IndexView index) {

    private static final DotName ID = DotName.createSimple(CodeMigrationId.class);
    private static final DotName SET = DotName.createSimple(MigrationSetName.class);
    private static final DotName CODE = DotName.createSimple(CodeMigration.class);
    private static final ClassType CONTEXT = ClassType.create(MigrationContext.class);

    /** The name of the set that it names. */
    String set() {
        AnnotationInstance named = type.declaredAnnotation(SET);
        return named == null ? SetKey.DEFAULT_SET : named.value().asString();
    }

    /** What it declares; empty when it has no id. */
    Optional<DeclaredCode> declared() {
        AnnotationInstance id = type.declaredAnnotation(ID);
        if (id == null) {
            return Optional.empty();
        }
        ScriptOptions options = ScriptOptions.DEFAULT
                .with(constant(id, "transaction", TransactionMode.class, TransactionMode.TRANSACTION))
                .with(constant(id, "deploy", DeployPhase.class, DeployPhase.WITH_RELEASE));
        return Optional.of(new DeclaredCode(id.value().asString(), type.name().toString(), text(id, "description"),
                text(id, "checksum"), options,
                overridesDown(type) ? Set.of(Direction.UP, Direction.DOWN) : Set.of(Direction.UP)));
    }

    private static String text(AnnotationInstance annotation, String name) {
        AnnotationValue value = annotation.value(name);
        return value == null ? "" : value.asString();
    }

    private static <E extends Enum<E>> E constant(AnnotationInstance annotation, String name, Class<E> type, E usual) {
        AnnotationValue value = annotation.value(name);
        return value == null ? usual : Enum.valueOf(type, value.asEnum());
    }

    /** What is wrong when it has no id. */
    SourceProblem withoutId() {
        return problem("is a migration without an id: put @CodeMigrationId(\"…\") on the class");
    }

    /** Why it cannot be a migration although it has an id; empty when nothing is known to be in the way. */
    Optional<SourceProblem> unusable() {
        if (type.isInterface() || type.isAbstract()) {
            return Optional.of(problem("is abstract: put @CodeMigrationId on the classes that extend it"));
        }
        if (!implementsCode(type)) {
            return Optional.of(problem("has @CodeMigrationId and does not implement CodeMigration: implement it"));
        }
        boolean inner = type.nestingType() == NestingType.INNER && !Modifier.isStatic(type.flags());
        return inner || type.nestingType() == NestingType.LOCAL
                ? Optional.of(problem("cannot be made without an object of the class around it: make it static"))
                : Optional.empty();
    }

    private SourceProblem problem(String message) {
        return new SourceProblem("java:" + type.name(), message);
    }

    private boolean implementsCode(ClassInfo candidate) {
        return candidate != null && (candidate.name().equals(CODE) || implementsCode(superclass(candidate))
                || candidate.interfaceNames().stream().anyMatch(name -> name.equals(CODE)
                        || implementsCode(index.getClassByName(name))));
    }

    /** Whether the class, or what it extends, has a way back of its own. */
    private boolean overridesDown(ClassInfo candidate) {
        if (candidate == null || candidate.name().equals(CODE)) {
            return false;
        }
        MethodInfo down = candidate.method("down", CONTEXT);
        return down != null && !Modifier.isAbstract(down.flags()) || overridesDown(superclass(candidate))
                || candidate.interfaceNames().stream().anyMatch(name -> overridesDown(index.getClassByName(name)));
    }

    private ClassInfo superclass(ClassInfo candidate) {
        return candidate.superName() == null ? null : index.getClassByName(candidate.superName());
    }
}

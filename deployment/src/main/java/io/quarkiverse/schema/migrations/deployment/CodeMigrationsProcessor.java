package io.quarkiverse.schema.migrations.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import jakarta.inject.Singleton;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

import io.quarkiverse.schema.migrations.CodeMigration;
import io.quarkiverse.schema.migrations.CodeMigrationId;
import io.quarkiverse.schema.migrations.deployment.items.CodeMigrationsBuildItem;
import io.quarkiverse.schema.migrations.internal.source.DeclaredCode;
import io.quarkiverse.schema.migrations.model.SourceProblem;
import io.quarkus.arc.deployment.BeanDefiningAnnotationBuildItem;
import io.quarkus.arc.deployment.BeanDiscoveryFinishedBuildItem;
import io.quarkus.arc.deployment.UnremovableBeanBuildItem;
import io.quarkus.arc.processor.BeanInfo;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.builditem.AdditionalApplicationArchiveMarkerBuildItem;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;

/** Finds the migrations in Java. */
@BuildSteps(onlyIf = SchemaMigrationsEnabled.class)
class CodeMigrationsProcessor {

    private static final DotName ID = DotName.createSimple(CodeMigrationId.class);

    @BuildStep
    BeanDefiningAnnotationBuildItem makeBeans() {
        return new BeanDefiningAnnotationBuildItem(ID, DotName.createSimple(Singleton.class), false);
    }

    @BuildStep
    UnremovableBeanBuildItem keepBeans() {
        return UnremovableBeanBuildItem.beanTypes(CodeMigration.class);
    }

    /** A library with scripts may have beans as well, and need not think of an index. */
    @BuildStep
    AdditionalApplicationArchiveMarkerBuildItem lookIntoLibraries() {
        return new AdditionalApplicationArchiveMarkerBuildItem(LibrarySetsProcessor.FOLDER);
    }

    @BuildStep
    CodeMigrationsBuildItem findCode(BeanDiscoveryFinishedBuildItem beans, CombinedIndexBuildItem combined) {
        IndexView index = combined.getIndex();
        SortedMap<String, List<DeclaredCode>> declared = new TreeMap<>();
        SortedMap<String, List<SourceProblem>> problems = new TreeMap<>();
        for (BeanInfo bean : beans.beanStream().classBeans().withBeanType(DotName.createSimple(CodeMigration.class))) {
            CodeClass code = new CodeClass(bean.getTarget().orElseThrow().asClass(), index);
            code.declared().ifPresentOrElse(
                    found -> declared.computeIfAbsent(code.set(), set -> new ArrayList<>()).add(found),
                    () -> problems.computeIfAbsent(code.set(), set -> new ArrayList<>()).add(code.withoutId()));
        }
        for (AnnotationInstance id : index.getAnnotations(ID)) {
            if (id.target().kind() == AnnotationTarget.Kind.CLASS) {
                CodeClass code = new CodeClass(id.target().asClass(), index);
                code.unusable().ifPresent(
                        problem -> problems.computeIfAbsent(code.set(), set -> new ArrayList<>()).add(problem));
            }
        }
        return new CodeMigrationsBuildItem(declared, problems);
    }
}

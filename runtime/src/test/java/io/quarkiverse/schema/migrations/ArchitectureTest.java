package io.quarkiverse.schema.migrations;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/** Imports point from verbs to nouns, and never back. */
class ArchitectureTest {

    private static final String ROOT = "io.quarkiverse.schema.migrations";
    private static final String INTERNAL = ROOT + ".runtime.internal.";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(SchemaMigrations.class.getProtectionDomain().getCodeSource().getLocation());

    /** The name of a room, as the table has it, as a package with what is below it where it is divided. */
    private static String room(String name) {
        return switch (name) {
            case "api" -> ROOT;
            case "source", "script", "history", "adoption", "execution" -> INTERNAL + name;
            case "dialect" -> INTERNAL + "dialect..";
            case "config" -> ROOT + ".runtime.config";
            default -> ROOT + "." + name;
        };
    }

    @Test
    void there_are_classes_in_every_room() {
        assertThat(Stream.of("model", "report", "error", "plan", "api", "source", "script", "dialect", "history", "adoption",
                "execution",
                "builder", "config")).allSatisfy(name -> assertThat(CLASSES.that(resideInAPackage(room(name)))).isNotEmpty());
    }

    @ParameterizedTest(name = "{0} knows {1}")
    @CsvSource(delimiter = '|', textBlock = """
            model     | ''
            report    | model
            error     | model report
            plan      | model error
            api       | model plan report error
            source    | model error
            script    | model
            dialect   | script error
            history   | model report error dialect
            adoption  | model plan report error source dialect
            execution | api model plan report error source script dialect history adoption
            builder   | api model plan report error source script dialect history execution
            config    | api model plan report error
            """)
    void a_room_knows_no_others_than_it_may(String room, String known) {
        String[] allowed = Stream.concat(Stream.of(room), Arrays.stream(known.split(" ")).filter(name -> !name.isEmpty()))
                .map(ArchitectureTest::room).toArray(String[]::new);
        DescribedPredicate<JavaClass> others = resideInAPackage(ROOT + "..")
                .and(DescribedPredicate.not(resideInAnyPackage(allowed)));

        noClasses().that().resideInAPackage(room(room)).should().dependOnClassesThat(others).check(CLASSES);
    }

    @Test
    void the_rooms_form_no_circle() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles()
                .ignoreDependency(resideInAPackage(ROOT), alwaysTrue()).check(CLASSES);
    }

    @Test
    void the_planner_does_nothing_but_decide() {
        noClasses().that().resideInAnyPackage(ROOT + ".plan", ROOT + ".model").should().dependOnClassesThat(
                resideInAnyPackage("java.sql..", "javax.sql..", "java.nio..", "org.jboss.logging..", "java.util.logging..")
                        .or(DescribedPredicate.describe("read the clock", type -> type.getName().equals("java.time.Clock"))))
                .check(CLASSES);
        noClasses().that().resideInAPackage(ROOT + ".plan").should().dependOnClassesThat(resideInAPackage("java.io.."))
                .orShould().callMethod(System.class, "currentTimeMillis").orShould().callMethod(System.class, "nanoTime")
                .check(CLASSES);
    }

    @Test
    void the_engine_knows_nothing_of_quarkus() {
        noClasses().that().resideInAnyPackage(ROOT + ".model..", ROOT + ".report..", ROOT + ".error..", ROOT + ".plan..",
                ROOT + ".builder..", INTERNAL.substring(0, INTERNAL.length() - 1) + "..").should().dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "io.smallrye..", "io.agroal..", "jakarta..").check(CLASSES);
    }

    @Test
    void nothing_prints_but_the_application_s_command_line() {
        noClasses().that().resideInAnyPackage(ROOT + "..").and().doNotHaveFullyQualifiedName(ROOT + ".runtime.StartUp").should()
                .accessField(System.class, "out").orShould()
                .accessField(System.class, "err").check(CLASSES);
    }
}

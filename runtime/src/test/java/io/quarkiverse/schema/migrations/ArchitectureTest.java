package io.quarkiverse.schema.migrations;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/** Imports point from verbs to nouns, and never back. */
class ArchitectureTest {

    private static final String ROOT = "io.quarkiverse.schema.migrations";
    private static final String INTERNAL = ROOT + ".internal.";
    private static final Path SOURCES = Path.of("src/main/java");
    private static final int LONGEST_FILE = 400;
    private static final int LONGEST_METHOD = 50;
    /** As many as the engine has, so that one more has to replace another. */
    private static final int TYPES_OF_ENGINE = 25;
    private static final Pattern TYPE = Pattern.compile("\\b(class|record|interface|enum)\\b");
    /** Metaphors that only their author knows; each has a standard term now. */
    private static final Pattern OLD_WORDS = Pattern
            .compile("\\b\\w*(Flight|Cargo|Testimony|Verdict|Weighing|Takeover|Whereabouts"
                    + "|Patience|Predecessor|Stranger|Enclosure|Aftermath|WayOut|PlainCase|Prelude|Stair|LostName|LostState)\\w*\\b");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(SchemaMigrations.class.getProtectionDomain().getCodeSource().getLocation());
    /** A few more than there are; a new type has to earn its file. See docs/adr/0021-sizes-are-ceilings.md. */
    private static final int MOST_TYPES = 288;
    /** Of a hundred types; nesting hidden ones raises it as well. */
    private static final int MOST_PUBLIC_TYPES = 56;

    /** The package that a name in the table stands for, with the packages below it where it is divided. */
    private static String layer(String name) {
        return switch (name) {
            case "api" -> ROOT;
            case "model", "report", "error", "event", "builder" -> ROOT + "." + name;
            case "config" -> ROOT + ".runtime.config";
            case "dialect" -> INTERNAL + "dialect..";
            default -> INTERNAL + name;
        };
    }

    @ParameterizedTest(name = "{0} may import {1}")
    @CsvSource(delimiter = '|', textBlock = """
            model   | ''
            report  | model
            error   | model report
            api     | model report error
            plan    | api model error
            source  | model error
            script  | model
            dialect | script model error
            history | model report error dialect
            adopt   | api model plan report error source dialect
            engine  | api model plan report error source script dialect history adopt
            builder | api model plan report error source script dialect history engine
            config  | api model report error
            """)
    void a_layer_imports_only_those_below_it(String layer, String imports) {
        String[] allowed = Stream.concat(Stream.of(layer), Arrays.stream(imports.split(" ")).filter(name -> !name.isEmpty()))
                .map(ArchitectureTest::layer).toArray(String[]::new);
        DescribedPredicate<JavaClass> others = resideInAPackage(ROOT + "..")
                .and(DescribedPredicate.not(resideInAnyPackage(allowed)));

        assertThat(CLASSES.that(resideInAPackage(layer(layer)))).isNotEmpty();
        noClasses().that().resideInAPackage(layer(layer)).should().dependOnClassesThat(others).check(CLASSES);
    }

    private static Stream<Path> sources() throws IOException {
        return Files.walk(SOURCES).filter(file -> file.toString().endsWith(".java"))
                .filter(file -> !file.endsWith("package-info.java"));
    }

    @Test
    void no_file_is_longer_than_400_lines() throws IOException {
        try (Stream<Path> sources = sources()) {
            assertThat(sources).isNotEmpty().allSatisfy(file -> assertThat(Files.readAllLines(file)).as(file.toString())
                    .hasSizeLessThanOrEqualTo(LONGEST_FILE));
        }
    }

    @Test
    void no_method_is_longer_than_50_lines() throws IOException {
        try (Stream<Path> sources = sources()) {
            assertThat(sources.flatMap(ArchitectureTest::longMethods)).isEmpty();
        }
    }

    /** The formatter puts the brace that ends a member below the first letter of its declaration. */
    private static Stream<String> longMethods(Path file) {
        List<String> found = new ArrayList<>();
        for (String indent : List.of("    ", "        ")) {
            List<String> lines = lines(file);
            int begin = 0;
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                if (line.equals(indent + '}')) {
                    if (i - begin >= LONGEST_METHOD && !TYPE.matcher(lines.get(begin)).find()) {
                        found.add(file + ":" + (begin + 1));
                    }
                } else if (line.startsWith(indent)
                        && !" }*/@)".contains(line.substring(indent.length(), indent.length() + 1))) {
                    begin = i;
                }
            }
        }
        return found.stream();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void the_engine_does_not_grow() throws IOException {
        try (Stream<Path> sources = sources()) {
            assertThat(sources.filter(file -> file.getParent().endsWith("internal/engine")))
                    .hasSizeLessThanOrEqualTo(TYPES_OF_ENGINE);
        }
    }

    @Test
    void no_two_types_have_one_name() throws IOException {
        try (Stream<Path> sources = sources()) {
            assertThat(sources.map(Path::getFileName)).doesNotHaveDuplicates();
        }
    }

    @Test
    void every_package_says_what_belongs_there() throws IOException {
        try (Stream<Path> sources = sources()) {
            assertThat(sources.map(Path::getParent).distinct())
                    .allSatisfy(directory -> assertThat(directory.resolve("package-info.java")).exists());
        }
    }

    private static Stream<JavaClass> types() {
        return CLASSES.stream().filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"));
    }

    @Test
    void there_are_not_more_types_than_a_reader_can_bear() {
        assertThat(types().count()).isBetween(1L, (long) MOST_TYPES);
    }

    @Test
    void types_are_hidden_unless_another_package_needs_them() {
        long open = types().filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC)).count();

        assertThat(100 * open / types().count()).isBetween(1L, (long) MOST_PUBLIC_TYPES);
    }

    @Test
    void names_are_not_taken_from_the_list_of_old_words() {
        assertThat(CLASSES.stream().map(JavaClass::getSimpleName)).noneMatch(name -> OLD_WORDS.matcher(name).matches());
    }

    @Test
    void no_two_layers_import_each_other() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles()
                .ignoreDependency(resideInAPackage(ROOT), alwaysTrue()).check(CLASSES);
    }

    @Test
    void the_planner_does_nothing_but_decide() {
        noClasses().that().resideInAnyPackage(INTERNAL + "plan", ROOT + ".model").should().dependOnClassesThat(
                resideInAnyPackage("java.sql..", "javax.sql..", "java.nio..", "org.jboss.logging..", "java.util.logging..")
                        .or(DescribedPredicate.describe("read the clock", type -> type.getName().equals("java.time.Clock"))))
                .check(CLASSES);
        noClasses().that().resideInAPackage(INTERNAL + "plan").should().dependOnClassesThat(resideInAPackage("java.io.."))
                .orShould().callMethod(System.class, "currentTimeMillis").orShould().callMethod(System.class, "nanoTime")
                .check(CLASSES);
    }

    @Test
    void the_engine_knows_nothing_of_quarkus() {
        noClasses().that().resideInAnyPackage(ROOT + ".model..", ROOT + ".report..", ROOT + ".error..",
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

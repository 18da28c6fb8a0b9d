package org.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** What all pages of the manual have in common. */
class PagesTest {

    private static final Path PAGES = Path.of("modules/ROOT/pages");
    private static final Path EXAMPLES = Path.of("modules/ROOT/examples");
    private static final Path REFERENCE = Path.of("modules/ROOT/partials/quarkus-schema-migrations.adoc");

    /** Phrases that a reader stumbles over. */
    private static final Pattern UNCLEAR = Pattern.compile("\\b(anew|likewise|nobody|somebody|whoever|passed over|be it|by then"
            + "|tells? of|told of|stands? (?:behind|beside)|all the same|without a word|what is to be|the way back|that is none"
            + "|one line a migration|(?:the|a|each|every|another) runners?)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern JAVA = Pattern.compile("\\[source,java[^]]*]\\n----\\n(.*?)\\n----", Pattern.DOTALL);
    private static final Pattern PROPERTIES = Pattern.compile("\\[source,properties[^]]*]\\n----\\n(.*?)\\n----",
            Pattern.DOTALL);
    private static final Pattern DEPENDENCY = Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);
    private static final Pattern INCLUDE = Pattern.compile("include::\\{examples-dir}([^\\[]+)\\[(?:tags?=(\\S+?))?]");
    private static final Pattern KEY = Pattern.compile("^(?:%\\w+\\.)?quarkus\\.schema-migrations\\.([^=\\s]+)=",
            Pattern.MULTILINE);

    @Test
    void are_written_in_plain_words() throws IOException {
        Map<String, String> texts = new TreeMap<>(pages());
        texts.put("README.md", Files.readString(Path.of("../README.md")));
        texts.put("CONTRIBUTING.md", Files.readString(Path.of("../CONTRIBUTING.md")));

        assertThat(findings(texts, UNCLEAR).map(MatchResult::group)).isEmpty();
    }

    @Test
    void are_all_in_the_navigation() throws IOException {
        List<String> listed = Pattern.compile("xref:([^\\[]+)\\[").matcher(Files.readString(Path.of("modules/ROOT/nav.adoc")))
                .results().map(match -> match.group(1)).toList();

        assertThat(listed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(pages().keySet());
    }

    @Test
    void show_java_classes_with_their_imports() throws IOException {
        assertThat(findings(pages(), JAVA).map(match -> resolved(match.group(1))))
                .isNotEmpty().allSatisfy(example -> assertThat(example).contains("package ", "import "));
    }

    @Test
    void give_a_version_of_each_dependency_that_the_platform_does_not_have() throws IOException {
        assertThat(findings(pages(), DEPENDENCY).map(match -> match.group(1))).isNotEmpty()
                .allSatisfy(dependency -> assertThat(dependency.contains("<groupId>io.quarkus</groupId>"))
                        .isNotEqualTo(dependency.contains("<version>")));

        String parent = Files.readString(Path.of("../pom.xml"));
        assertThat(Files.readString(Path.of("antora.yml")))
                .contains("quarkus-jdbc-sqlite-version: " + property(parent, "quarkus-jdbc-sqlite.version") + "\n");
        assertThat(Files.readString(Path.of("../README.md")))
                .contains("<version>" + property(parent, "quarkus-jdbc-sqlite.version") + "</version>");
    }

    private static String property(String pom, String name) {
        return pom.substring(pom.indexOf("<" + name + ">") + name.length() + 2, pom.indexOf("</" + name + ">"));
    }

    @Test
    void use_keys_that_the_configuration_reference_has() throws IOException {
        String reference = Files.readString(REFERENCE);

        assertThat(findings(pages(), PROPERTIES).map(match -> resolved(match.group(1)))
                .flatMap(example -> KEY.matcher(example).results()).map(match -> match.group(1)))
                .isNotEmpty().allSatisfy(key -> assertThat(forms(key))
                        .anySatisfy(form -> assertThat(reference).contains("`+++quarkus.schema-migrations." + form + "+++`")));
    }

    /** The key as the reference has it for the default set, and for a set whose name it begins with. */
    private static List<String> forms(String key) {
        String generic = key.replaceFirst("placeholders\\..*", "placeholders.\"name\"");
        return List.of(generic, generic.replaceFirst("^(?:\"[^\"]+\"|[^.]+)\\.", ""));
    }

    @Test
    void include_the_configuration_reference_as_it_is_committed() throws IOException, InterruptedException {
        assumeTrue(git("rev-parse", "--is-inside-work-tree") == 0, "not in a clone");
        // while its sources are being edited, the reference that the build has just written is committed with them
        assumeTrue(git("diff", "--quiet", "HEAD", "--", "../runtime/src/main/java") == 0, "sources are being edited");

        assertThat(git("diff", "--quiet", "HEAD", "--", REFERENCE.toString()))
                .as("the build has written another configuration reference than the one that is committed: commit " + REFERENCE)
                .isZero();
    }

    private static int git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
                .waitFor();
    }

    private static Map<String, String> pages() throws IOException {
        Map<String, String> pages = new TreeMap<>();
        try (Stream<Path> files = Files.list(PAGES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                pages.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return pages;
    }

    private static Stream<MatchResult> findings(Map<String, String> texts, Pattern pattern) {
        return texts.values().stream().flatMap(text -> pattern.matcher(text).results());
    }

    private static String resolved(String example) {
        return INCLUDE.matcher(example).replaceAll(match -> Matcher.quoteReplacement(
                included(match.group(1), match.group(2))));
    }

    private static String included(String file, String tag) {
        try {
            String text = Files.readString(EXAMPLES.resolve(file));
            boolean whole = tag == null || tag.equals("**");
            return whole ? text
                    : text.substring(text.indexOf("tag::" + tag + "[]"), text.indexOf("end::" + tag + "[]"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.quarkiverse.schema.migrations.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Whether Hibernate ORM generates the schema of a datasource, which migrations do from now on.
 *
 * @param unit what stands for the persistence unit in keys: empty for the default one, otherwise its name in quotes and a dot
 */
record HibernateStrategy(String unit) {

    private static final String PREFIX = "quarkus.hibernate-orm.";
    private static final String DEFAULT = "<default>";
    private static final String DEVELOPMENT = "%dev.";
    private static final String VALIDATE = "validate";
    private static final Set<String> LEAVES_THE_SCHEMA_ALONE = Set.of(VALIDATE, "none");

    static HibernateStrategy of(String dataSource) {
        if (dataSource.equals(DEFAULT)) {
            return new HibernateStrategy("");
        }
        Config config = ConfigProvider.getConfig();
        Pattern key = Pattern.compile(Pattern.quote(PREFIX) + "(.+)\\.datasource");
        return new HibernateStrategy(StreamSupport.stream(config.getPropertyNames().spliterator(), false).map(key::matcher)
                .filter(Matcher::matches)
                .filter(m -> config.getOptionalValue(m.group(), String.class).filter(dataSource::equals).isPresent())
                .map(m -> m.group(1) + ".").findFirst().orElse("\"" + dataSource + "\"."));
    }

    /**
     * Sets it to {@code validate}, and to {@code none} in development mode: there Hibernate ORM logs what differs, where a
     * validation would keep the application, and its pages, from starting.
     *
     * @param resources the folder with the application's configuration
     * @return what was changed, for people
     */
    List<String> validateIn(Path resources) throws IOException {
        String key = PREFIX + unit + "schema-management.strategy";
        String old = PREFIX + unit + "database.generation";
        Config config = ConfigProvider.getConfig();
        String now = config.getOptionalValue(key, String.class).or(() -> config.getOptionalValue(old, String.class))
                .orElse("");
        if (LEAVES_THE_SCHEMA_ALONE.contains(now)) {
            return List.of("Hibernate ORM's schema generation was left as it is: " + key + "=" + now);
        }
        Path file = resources.resolve("application.properties");
        if (!Files.exists(file)
                && (Files.exists(resources.resolve("application.yml"))
                        || Files.exists(resources.resolve("application.yaml")))) {
            return List.of("Set " + key + " to " + VALIDATE + " in the YAML configuration, and to none for the profile dev, so"
                    + " that Hibernate ORM does not change the schema. It was not changed.");
        }
        List<String> lines = Files.exists(file) ? new ArrayList<>(Files.readAllLines(file)) : new ArrayList<>();
        Pattern line = Pattern
                .compile("\\s*(" + DEVELOPMENT + ")?(" + Pattern.quote(key) + "|" + Pattern.quote(old) + ")\\s*[=:].*");
        Map<String, String> wanted = new LinkedHashMap<>(Map.of("", key + "=" + VALIDATE));
        wanted.put(DEVELOPMENT, DEVELOPMENT + key + "=none");
        for (int i = 0; i < lines.size(); i++) {
            Matcher matcher = line.matcher(lines.get(i));
            if (matcher.matches()) {
                String profile = matcher.group(1) == null ? "" : matcher.group(1);
                lines.set(i, profile.isEmpty() ? key + "=" + VALIDATE : DEVELOPMENT + key + "=none");
                wanted.remove(profile);
            }
        }
        lines.addAll(wanted.values());
        Files.write(file, lines);
        return List.of("Set " + key + "=" + VALIDATE + " in " + file + (now.isEmpty() ? "" : " (it was " + now + ")")
                + ": Hibernate ORM compares the schema with the entities at startup and no longer changes it.",
                "Set " + DEVELOPMENT + key + "=none: in development mode Hibernate ORM only logs what differs, so that the"
                        + " application starts and you can create the next migration.");
    }
}

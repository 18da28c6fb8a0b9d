package io.quarkiverse.schema.migrations.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Tells Liquibase of the scripts, which it does not find by itself. */
final class ChangeLog {

    static final String LOCATION = "db/changeLog.xml";

    private ChangeLog() {
    }

    static void write(List<GeneratedScript> scripts, Path classes) throws IOException {
        StringBuilder text = new StringBuilder("""
                <?xml version="1.0" encoding="UTF-8"?>
                <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
                        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                        xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
                                http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
                """);
        for (GeneratedScript script : scripts) {
            text.append("""
                        <changeSet id="%s" author="benchmarks">
                            <sqlFile path="%s/%s"/>
                        </changeSet>
                    """.formatted(script.version(), Variant.LIQUIBASE.location(), script.file()));
        }
        Files.writeString(classes.resolve(LOCATION), text.append("</databaseChangeLog>\n"));
    }
}

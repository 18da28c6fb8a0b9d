package org.acme;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkiverse.schema.migrations.MigrationSetName;
import io.quarkiverse.schema.migrations.event.StepFinished;

/** Hears of one set; without {@code @MigrationSetName} it would hear of all. */
@ApplicationScoped
public class Announcements {

    private final List<String> lines = new CopyOnWriteArrayList<>();

    void announce(@Observes @MigrationSetName("audit") StepFinished step) {
        lines.add(step.direction() + " " + step.id());
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }
}

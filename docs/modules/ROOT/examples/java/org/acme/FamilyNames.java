package org.acme;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

/** Knows which part of a name is the family's, which is more than SQL can say. */
@ApplicationScoped
public class FamilyNames {

    private static final List<String> PARTICLES = List.of("le", "de", "van", "von");

    String of(String name) {
        String[] parts = name.split(" ");
        int from = parts.length - 1;
        while (from > 1 && PARTICLES.contains(parts[from - 1].toLowerCase())) {
            from--;
        }
        return String.join(" ", List.of(parts).subList(from, parts.length));
    }
}

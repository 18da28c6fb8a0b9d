package io.quarkiverse.schema.migrations.testing.schema;

import java.util.List;
import java.util.Optional;

/** Puts what is known of a constraint into one line. */
final class Words {

    private Words() {
    }

    static String text(String columns, List<String> attributes, Optional<String> name) {
        StringBuilder text = new StringBuilder(columns);
        attributes.forEach(attribute -> text.append(' ').append(attribute));
        name.ifPresent(its -> text.append(", named ").append(its));
        return text.toString();
    }
}

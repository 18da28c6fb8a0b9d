package org.acme;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.schema.migrations.MigrationSetName;
import io.quarkiverse.schema.migrations.MigrationSource;
import io.quarkiverse.schema.migrations.builder.ScriptMigrations;
import io.quarkiverse.schema.migrations.model.Migration;

/** Gives every branch a table of its own; a branch that is new gets it at the next start. */
// tag::source[]
@ApplicationScoped
@MigrationSetName("branches") // <1>
public class BranchShelves implements MigrationSource {

    @ConfigProperty(name = "library.branches", defaultValue = "north,south")
    List<String> branches;

    @Override
    public List<Migration> migrations() {
        ScriptMigrations shelves = ScriptMigrations.of("shelves"); // <2>
        for (String branch : branches) {
            shelves.migration("9_shelves_" + branch, // <3>
                    "CREATE TABLE shelf_" + branch + " (id INTEGER PRIMARY KEY, room TEXT)",
                    "DROP TABLE shelf_" + branch);
        }
        return shelves.list();
    }
}
// end::source[]

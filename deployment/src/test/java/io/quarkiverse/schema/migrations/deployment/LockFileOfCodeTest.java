package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.quarkiverse.schema.migrations.model.Checksum;
import io.quarkiverse.schema.migrations.model.Code;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.model.ScriptOptions;
import io.quarkiverse.schema.migrations.model.SourceProblem;

class LockFileOfCodeTest {

    private static Migration inJava(Optional<Checksum> checksum) {
        Code up = new Code("org.acme.Prices", checksum, ScriptOptions.DEFAULT);
        return new Migration(MigrationId.of("1_prices"), MigrationKind.VERSIONED, "", up, Optional.of(up.back()));
    }

    @Test
    void has_a_hyphen_where_nothing_tells_whether_a_migration_in_java_has_changed() {
        assertThat(LockedMigration.of(inJava(Optional.empty())).line()).isEqualTo("1_prices\t-\t-");
    }

    @Test
    void notices_that_the_author_has_given_a_migration_in_java_another_checksum() {
        Migration before = inJava(Optional.of(new Checksum("a".repeat(64))));
        Migration after = inJava(Optional.of(new Checksum("b".repeat(64))));
        LockFile recorded = new LockFile(List.of(LockedMigration.of(before)));

        assertThat(new LockFileComparison(recorded, List.of(before)).problems("lock", "update=true")).isEmpty();
        assertThat(new LockFileComparison(recorded, List.of(after)).problems("lock", "update=true"))
                .map(SourceProblem::path).containsExactly("java:org.acme.Prices");
    }
}

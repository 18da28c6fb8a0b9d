package io.quarkiverse.schema.migrations.internal.source;

import static io.quarkiverse.schema.migrations.internal.source.Fixtures.application;
import static io.quarkiverse.schema.migrations.internal.source.Fixtures.scan;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.schema.migrations.model.Checksum;
import io.quarkiverse.schema.migrations.model.DeployPhase;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.model.Script;
import io.quarkiverse.schema.migrations.model.ScriptOptions;
import io.quarkiverse.schema.migrations.model.ScriptText;
import io.quarkiverse.schema.migrations.model.TransactionMode;
import io.quarkiverse.schema.migrations.model.Work;

class MigrationIndexTest {

    private static final ScriptText TEXT = InputStream::nullInputStream;
    private static final String CHECKSUM = "0123456789abcdef".repeat(4);

    @Test
    void gives_back_what_a_scan_found_with_the_texts_at_their_locations() throws IOException {
        List<Migration> found = scan("postgresql", application("every-layout")).migrations();
        List<String> asked = new ArrayList<>();

        List<Migration> read = MigrationIndex.read(new ByteArrayInputStream(MigrationIndex.write(found)), location -> {
            asked.add(location);
            return TEXT;
        });

        assertThat(read).isEqualTo(found.stream().map(MigrationIndexTest::withText).toList());
        assertThat(asked).containsExactlyInAnyOrderElementsOf(
                scan("postgresql", application("every-layout")).scriptLocations());
    }

    @Test
    void holds_everything_but_the_text_in_a_form_that_people_can_read() {
        ScriptOptions options = new ScriptOptions(TransactionMode.NONE, Optional.empty(), Optional.of(Duration.ofSeconds(5)),
                OptionalInt.empty(), DeployPhase.WITH_RELEASE);
        Migration migration = new Migration(MigrationId.of("1"), MigrationKind.VERSIONED, "a\tb\\c\nd\r",
                new Script("db/1.up.sql", new Checksum(CHECKSUM), options, TEXT),
                Optional.of(new Script("db/1.down.sql", new Checksum(CHECKSUM), ScriptOptions.DEFAULT, TEXT)));

        assertThat(new String(MigrationIndex.write(List.of(migration)), UTF_8)).isEqualTo("schema-migrations-index 2\n"
                + "V\t1\ta\\tb\\\\c\\nd\\r\tdb/1.up.sql\t" + CHECKSUM + "\tnone,,PT5S,,\tdb/1.down.sql\t" + CHECKSUM + "\t\n");
    }

    @Test
    void unusual_ids_and_descriptions_come_back() throws IOException {
        ScriptOptions options = new ScriptOptions(TransactionMode.TRANSACTION, Optional.of(Duration.ofMillis(1)),
                Optional.empty(), OptionalInt.empty(), DeployPhase.WITH_RELEASE, true, List.of("rewrite(orders)", "rows(a.b)"));
        List<Migration> migrations = new ArrayList<>();
        for (String id : List.of("\\", "\\t", "a\\", "it's \"quoted\"", "🚀".repeat(255), "a\u2028b")) {
            migrations.add(new Migration(MigrationId.of(id), MigrationKind.REPEATABLE,
                    "tab\there\r\n\\n", new Script("folder\twith/" + id, new Checksum(CHECKSUM), options, TEXT),
                    Optional.empty()));
        }
        Collections.sort(migrations);

        assertThat(MigrationIndex.read(new ByteArrayInputStream(MigrationIndex.write(migrations)), location -> TEXT))
                .isEqualTo(migrations);
    }

    @Test
    void ten_thousand_migrations_come_back_and_give_the_same_bytes_whatever_order_they_come_in() throws IOException {
        List<Migration> migrations = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            Script up = new Script("db/migrations/V" + i + "__change_" + i + ".sql", new Checksum(CHECKSUM),
                    ScriptOptions.DEFAULT, TEXT);
            migrations.add(new Migration(MigrationId.of("" + i), MigrationKind.VERSIONED, "change " + i, up, Optional.of(up)));
        }
        List<Migration> shuffled = new ArrayList<>(migrations);
        Collections.shuffle(shuffled, new Random(7));

        byte[] index = MigrationIndex.write(migrations);

        assertThat(MigrationIndex.write(shuffled)).isEqualTo(index);
        assertThat(MigrationIndex.read(new ByteArrayInputStream(index), location -> TEXT)).isEqualTo(migrations);
    }

    @Test
    void an_index_of_another_version_is_refused() {
        assertThatThrownBy(() -> read("schema-migrations-index 3\n")).isInstanceOf(IOException.class)
                .hasMessage("this is not an index of migrations that this version can read: it begins with"
                        + " 'schema-migrations-index 3' and not with 'schema-migrations-index 2'; build the application again");
    }

    @Test
    void an_empty_index_holds_nothing() throws IOException {
        assertThat(MigrationIndex.write(List.of())).isEqualTo("schema-migrations-index 2\n".getBytes(UTF_8));
        assertThat(read("schema-migrations-index 2\n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "V\t1", "X\t1\t\ta\t" + "0", "V\t1\t\ta\t0\t", "V\t1\t\ta\t0\tnone", "" })
    void a_damaged_line_is_refused_with_its_number(String line) {
        assertThatThrownBy(() -> read("schema-migrations-index 2\n" + line + "\n")).isInstanceOf(IOException.class)
                .hasMessageMatching("line 2 of the index of migrations is damaged: .+; build the application again");
    }

    @Test
    void names_the_class_of_a_migration_in_java() throws IOException {
        List<Migration> migrations = DeclaredCode.scan("shop", List.of(
                new DeclaredCode("1", "org.acme.One", "tabs\tin it", "", ScriptOptions.DEFAULT.with(TransactionMode.NONE),
                        Set.of(Direction.UP)),
                new DeclaredCode("2", "org.acme.Two", "", "first", ScriptOptions.DEFAULT,
                        Set.of(Direction.UP, Direction.DOWN)),
                new DeclaredCode("3", "org.acme.Three", "", "0".repeat(64), ScriptOptions.DEFAULT, Set.of(Direction.UP))))
                .migrations();

        String index = new String(MigrationIndex.write(migrations), UTF_8);

        assertThat(index).isEqualTo("schema-migrations-index 2\n"
                + "J\t1\ttabs\\tin it\torg.acme.One\t\tnone,,,,\n"
                + "J\t2\t\torg.acme.Two\ta7937b64b8caa58f03721bb6bacf5c78cb235febe0e70b1b84cd99541461a08e\t\tdown\n"
                + "J\t3\t\torg.acme.Three\t" + "0".repeat(64) + "\t\n");
        assertThat(read(index)).isEqualTo(migrations);
        assertThatThrownBy(() -> read("schema-migrations-index 2\nJ\t1\t\torg.acme.One\t\t\tsideways\n"))
                .hasMessage("line 2 of the index of migrations is damaged: it has 7 fields; build the application again");
    }

    @Test
    void baseline_scripts_come_back_with_and_without_an_up_script() throws IOException {
        Script up = new Script("1/up", new Checksum(CHECKSUM), ScriptOptions.DEFAULT, TEXT);
        Script base = new Script("1/baseline", new Checksum("1".repeat(64)), new Checksum("2".repeat(64)),
                ScriptOptions.DEFAULT.with(DeployPhase.POST), TEXT);
        List<Migration> migrations = List.of(
                new Migration(MigrationId.of("0"), MigrationKind.VERSIONED, "", up, Optional.empty()),
                new Migration(MigrationId.of("1"), MigrationKind.VERSIONED, "one", up, Optional.of(up), Optional.of(base)),
                new Migration(MigrationId.of("2"), MigrationKind.VERSIONED, "two", base, Optional.empty(), Optional.of(base)));

        assertThat(read(new String(MigrationIndex.write(migrations), UTF_8))).isEqualTo(migrations);
        assertThat(read(new String(MigrationIndex.write(migrations.subList(2, 3)), UTF_8)))
                .isEqualTo(migrations.subList(2, 3));
        assertThatThrownBy(() -> read("schema-migrations-index 2\nB\t1\t\ta\t" + CHECKSUM + "\t\tmore\n"))
                .hasMessage("line 2 of the index of migrations is damaged: it has 7 fields; build the application again");
    }

    @ParameterizedTest
    @ValueSource(strings = { "all,,,,", ",,,,often", ",,,", ",,,,,x,y", ",5,,,", ",,,many," })
    void options_that_nobody_has_written_are_refused(String options) {
        assertThatThrownBy(() -> read("schema-migrations-index 2\nV\t1\t\ta\t" + CHECKSUM + "\t" + options + "\n"))
                .isInstanceOf(IOException.class).hasMessageStartingWith("line 2 of the index of migrations is damaged: ");
    }

    @Test
    void a_file_that_is_no_index_is_refused_with_its_beginning() {
        assertThatThrownBy(() -> read("")).hasMessageContaining("it begins with '' and not with");
        assertThatThrownBy(() -> read("something")).hasMessageContaining("it begins with 'something' and not with");
        assertThatThrownBy(() -> read("\nsomething")).hasMessageContaining("it begins with '' and not with");
    }

    @Test
    void the_last_line_may_lack_its_end() throws IOException {
        assertThat(read("schema-migrations-index 2\nV\t1\t\ta\t" + CHECKSUM + "\t")).hasSize(1);
        assertThat(read("schema-migrations-index 2")).isEmpty();
    }

    private static List<Migration> read(String index) throws IOException {
        return MigrationIndex.read(new ByteArrayInputStream(index.getBytes(UTF_8)), location -> TEXT);
    }

    private static Migration withText(Migration migration) {
        return new Migration(migration.id(), migration.kind(), migration.description(), withText(migration.up()),
                migration.down().map(MigrationIndexTest::withText));
    }

    private static Script withText(Work work) {
        Script script = (Script) work;
        return new Script(script.location(), script.checksum(), script.asWritten(), script.options(), TEXT);
    }
}

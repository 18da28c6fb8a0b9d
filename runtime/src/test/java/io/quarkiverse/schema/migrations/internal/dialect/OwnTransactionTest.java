package io.quarkiverse.schema.migrations.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.schema.migrations.internal.dialect.OwnTransaction.Role;
import io.quarkiverse.schema.migrations.internal.script.ScriptReader;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;
import io.quarkiverse.schema.migrations.internal.script.Syntax;

/** Transactions that a script begins by itself, each letter a statement in a line of its own. */
class OwnTransactionTest {

    private static final Map<String, Role> ROLES = Map.of("w", Role.WORK, "s", Role.SETTING, "b", Role.BEGIN, "m",
            Role.BEGIN_WITH_MODES, "c", Role.COMMIT, "h", Role.CHAIN, "e", Role.END);

    private final List<SqlStatement> statements = new ArrayList<>();
    private final OwnTransaction own = new OwnTransaction();

    private void see(String letters) {
        try (ScriptReader reader = ScriptReader.open(new StringReader(letters.replaceAll(".", "$0;\n")), Syntax.SQLITE)) {
            for (SqlStatement next = reader.next(); next != null; next = reader.next()) {
                statements.add(next);
                own.see(next, ROLES.get(next.text()));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @CsvSource({ "w, 0", "sws, 0", "bwc, 2", "bc, 2", "sbwwcs, 2" })
    void has_no_objection_to_none_or_one_around_all(String letters, int leftOut) {
        see(letters);

        assertThat(own.objection()).isEmpty();
        assertThat(own.leftOut()).isEqualTo(leftOut);
        assertThat(statements).filteredOn(own::leavesOut).extracting(SqlStatement::text).isEqualTo(
                leftOut == 0 ? List.of() : List.of("b", "c"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            b       | begins a transaction in line 1, but runs in one already: remove the statement
            c       | ends a transaction in line 1, but runs in one already: remove the statement
            wbwc    | begins a transaction in line 2 and ends it in line 4, but runs in one already: remove these statements, or
            bwcw    | begins a transaction in line 1 and ends it in line 3, but runs in one already: remove these statements, or
            bwe     | begins a transaction in line 1 and ends it in line 3, but runs in one already: remove these statements, or
            bhc     | begins a transaction in line 1, ends it and begins another in line 2 and ends it in line 3, but runs in one already: remove these statements, or
            h       | ends a transaction and begins another in line 1, but runs in one already: remove the statement
            bb      | begins a transaction in line 1 and begins a transaction in line 2, but runs in one already: remove these statements
            cb      | ends a transaction in line 1 and begins a transaction in line 2, but runs in one already: remove these statements
            bcbc    | begins a transaction in line 1, ends it in line 2, begins a transaction in line 3 and ends it in line 4, but runs in one already: remove these statements, or
            bcbcbc  | begins a transaction in line 1, ends it in line 2, begins a transaction in line 3, ends it in line 4, begins a transaction in line 5 and ends it in line 6, but runs in one already: remove these statements, or
            bcbcbcb | begins a transaction in line 1, ends it in line 2, begins a transaction in line 3, ends it in line 4, begins a transaction in line 5, ends it in line 6 and so on, but runs in one already: remove these statements
            """)
    void objects_to_all_others_in_one_line(String letters, String message) {
        see(letters);

        String directive = " put '-- schema-migrations: transaction=none' at the head of the script";
        assertThat(own.objection()).contains("the script " + message + (message.endsWith(", or") ? directive : ""));
        assertThat(own.leftOut()).isZero();
        assertThat(own.first()).isSameAs(statements.stream().filter(one -> !"ws".contains(one.text())).findFirst().get());
        assertThat(statements).noneMatch(own::leavesOut);
        assertThat(statements).allMatch(one -> own.endedBefore(one).isEmpty());
    }

    @Test
    void objects_to_one_around_all_that_asks_for_modes() {
        see("mwc");

        assertThat(own.objection()).hasValueSatisfying(objection -> assertThat(objection)
                .startsWith("the script is one transaction, but runs in one already, and would lose what its BEGIN asks for:"));
        assertThat(own.leftOut()).isZero();
    }

    @Test
    void tells_where_its_commit_was_that_is_not_sent() {
        see("bwcss");

        assertThat(statements).filteredOn(one -> own.endedBefore(one).isPresent()).containsExactly(statements.get(3));
        assertThat(own.endedBefore(statements.get(3))).contains(statements.get(2));
    }

    @Test
    void says_where_a_statement_stands_that_cannot_run_in_a_transaction() {
        assertThat(own.refusal("X")).isEqualTo(
                "X does not run this inside a transaction: put '-- schema-migrations: transaction=none' at the head of the script");
        see("wb");
        assertThat(own.isOpen()).isTrue();
        assertThat(own.refusal("X")).isEqualTo("X does not run this inside a transaction, and the script begins one in line 2:"
                + " put it into a migration of its own with '-- schema-migrations: transaction=none' at the head of its script");
    }

    @ParameterizedTest
    @CsvSource({ "b, true", "bc, false", "h, true", "e, false", "m, true", "w, false" })
    void knows_whether_one_is_open(String letters, boolean open) {
        see(letters);

        assertThat(own.isOpen()).isEqualTo(open);
    }
}

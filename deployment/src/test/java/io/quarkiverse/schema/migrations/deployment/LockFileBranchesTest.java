package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.schema.migrations.error.InvalidSourcesException;
import io.quarkiverse.schema.migrations.internal.source.SourceRoot;
import io.quarkiverse.schema.migrations.internal.source.SourceScanner;
import io.quarkiverse.schema.migrations.model.Migration;

class LockFileBranchesTest {

    private static final String LOCK = "migrations.lock";

    @TempDir
    Path project;

    private SetLockFile lockFile;

    @BeforeEach
    void a_project_with_two_migrations_and_a_view() throws Exception {
        lockFile = new SetLockFile("<default>", LOCK, project.resolve(LOCK), Set.of());
        git("init", "--quiet", "--initial-branch=main");
        script("1_shop", "create table shop (id int);");
        script("2_item", "create table item (id int);");
        script("R__shops", "create view shops as select * from shop;");
        commit("main");
    }

    @Test
    void two_branches_that_add_migrations_meet_as_a_merge_conflict() throws Exception {
        git("checkout", "--quiet", "-b", "prices");
        script("3_prices", "alter table item add column price int;");
        commit("prices");
        git("checkout", "--quiet", "main");
        git("checkout", "--quiet", "-b", "stock");
        script("4_stock", "alter table item add column stock int;");
        commit("stock");
        git("checkout", "--quiet", "main");
        git("merge", "--quiet", "stock");

        assertThat(run("merge", "prices").exit()).isEqualTo(1);
        assertThat(git("diff", "--name-only", "--diff-filter=U")).isEqualTo(LOCK);
        assertThatThrownBy(() -> lockFile.check(migrations())).isInstanceOf(InvalidSourcesException.class)
                .hasMessage(
                        """
                                1 problem in the migrations:
                                  - migrations.lock:6: has a merge conflict; keep the lines of both branches, give the migration that nobody \
                                has yet an id after all others, and build once with quarkus.schema-migrations.update-lock-file=true""");

        Files.move(project.resolve("db/3_prices.sql"), project.resolve("db/5_prices.sql"));
        lockFile.write(migrations());
        lockFile.check(migrations());
        assertThat(Files.readAllLines(project.resolve(LOCK)).stream().filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(0, line.indexOf('\t'))))
                .containsExactly("1_shop", "2_item", "4_stock", "5_prices", "shops");
    }

    @Test
    void a_branch_that_adds_none_meets_no_conflict() throws Exception {
        git("checkout", "--quiet", "-b", "views");
        script("R__shops", "create view shops as select id from shop;");
        commit("views");
        git("checkout", "--quiet", "main");
        script("3_prices", "alter table item add column price int;");
        commit("main");

        git("merge", "--quiet", "views");
        lockFile.check(migrations());
    }

    private void script(String name, String sql) throws IOException {
        Files.writeString(Files.createDirectories(project.resolve("db")).resolve(name + ".sql"), sql);
    }

    private List<Migration> migrations() {
        return new SourceScanner("<default>", "sqlite").scan(List.of(SourceRoot.application(project.resolve("db"), "db")))
                .migrations();
    }

    private void commit(String message) throws Exception {
        lockFile.write(migrations());
        git("add", "--all");
        git("commit", "--quiet", "-m", message);
    }

    private String git(String... arguments) throws Exception {
        Result result = run(arguments);
        assertThat(result.exit()).as(result.output()).isZero();
        return result.output().strip();
    }

    private Result run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("git", "-c", "user.name=Somebody", "-c", "user.email=somebody@example.org",
                        "-c", "core.hooksPath=/dev/null"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(project.toFile()).redirectErrorStream(true);
        builder.environment().putAll(Map.of("GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_SYSTEM", "/dev/null"));
        Process git = builder.start();
        String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(git.waitFor(), output);
    }

    private record Result(int exit, String output) {
    }
}

package io.quarkiverse.schema.migrations.testing;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import javax.sql.DataSource;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

import io.quarkiverse.schema.migrations.SchemaMigrations;

/**
 * Does what {@link MigratedDatabase} says. In a static field with {@code @RegisterExtension} it does the same for
 * migrations and databases that are known only at run time.
 */
public final class MigratedDatabaseExtension implements BeforeEachCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(MigratedDatabaseExtension.class);
    private static final Set<Class<?>> TYPES = Set.of(TestDatabase.class, DataSource.class, SchemaMigrations.class);

    private final Optional<Wanted> registered;

    /** What a test is given. */
    private record Wanted(Object key, MigrationsUnderTest migrations, BreakPoint where, MigratedDatabase.Scope scope) {
    }

    /** All that two tests must agree upon to share a template. */
    private record Key(List<String> locations, String set, String url, String user) {
    }

    /** For JUnit, which reads the annotation. */
    public MigratedDatabaseExtension() {
        registered = Optional.empty();
    }

    private MigratedDatabaseExtension(Wanted wanted) {
        registered = Optional.of(wanted);
    }

    /** Gives each test a database with all of these migrations applied. */
    public static MigratedDatabaseExtension of(MigrationsUnderTest migrations) {
        return of(migrations, BreakPoint.end(), MigratedDatabase.Scope.METHOD);
    }

    /**
     * Gives tests a database with these migrations applied, up to a break point.
     *
     * @param migrations the migrations, and where the database is; one value is one template
     * @param where where migrating stops
     * @param scope who shares a database
     */
    public static MigratedDatabaseExtension of(MigrationsUnderTest migrations, BreakPoint where,
            MigratedDatabase.Scope scope) {
        Objects.requireNonNull(migrations, "migrations");
        return new MigratedDatabaseExtension(new Wanted(migrations, migrations, where, scope));
    }

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    /** An application has its database whether the test asks for it or not. */
    @Override
    public void beforeEach(ExtensionContext context) {
        Wanted wanted = wanted(context);
        if (wanted.migrations().isOfApplication()) {
            database(context, wanted);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return TYPES.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        TestDatabase database = database(context, wanted(context));
        Class<?> type = parameter.getParameter().getType();
        if (type == DataSource.class) {
            return database.dataSource();
        }
        return type == SchemaMigrations.class ? database.migrations() : database;
    }

    /** The database of the test that runs; made when it is first asked for, dropped by JUnit with the context. */
    private static TestDatabase database(ExtensionContext context, Wanted wanted) {
        Store store = holder(context, wanted.scope()).getStore(NAMESPACE);
        return store.computeIfAbsent(List.of(wanted.key(), wanted.where()),
                key -> databases(context, wanted).migrated(wanted.where()), TestDatabase.class);
    }

    private Wanted wanted(ExtensionContext context) {
        return registered.orElseGet(() -> annotated(context));
    }

    /** An application may be another one for the next class. */
    private static TestDatabases databases(ExtensionContext context, Wanted wanted) {
        ExtensionContext holder = wanted.migrations().isOfApplication() ? holder(context, MigratedDatabase.Scope.CLASS)
                : context.getRoot();
        return holder.getStore(NAMESPACE).computeIfAbsent(wanted.key(), key -> wanted.migrations().open(),
                TestDatabases.class);
    }

    private static ExtensionContext holder(ExtensionContext context, MigratedDatabase.Scope scope) {
        ExtensionContext holder = context;
        while (scope == MigratedDatabase.Scope.CLASS && holder.getTestMethod().isPresent()) {
            holder = holder.getParent().orElseThrow();
        }
        return holder;
    }

    private static Wanted annotated(ExtensionContext context) {
        MigratedDatabase annotation = context.getTestMethod()
                .flatMap(method -> AnnotationSupport.findAnnotation(method, MigratedDatabase.class))
                .or(() -> AnnotationSupport.findAnnotation(context.getRequiredTestClass(), MigratedDatabase.class,
                        context.getEnclosingTestClasses()))
                .orElseThrow(
                        () -> new ExtensionConfigurationException("@MigratedDatabase is neither on the test nor on its class"));
        Key key = new Key(List.of(annotation.locations()), annotation.set(), annotation.url(), annotation.user());
        return new Wanted(key, migrations(annotation), where(annotation), annotation.scope());
    }

    private static MigrationsUnderTest migrations(MigratedDatabase annotation) {
        if (annotation.url().isEmpty() && RunningApplication.isThere()) {
            return annotation.set().isEmpty() ? MigrationsUnderTest.ofApplication()
                    : MigrationsUnderTest.ofApplication(annotation.set());
        }
        MigrationsUnderTest migrations = MigrationsUnderTest.at(annotation.locations());
        if (!annotation.set().isEmpty()) {
            migrations = migrations.with(builder -> builder.set(annotation.set()));
        }
        if (!annotation.url().isEmpty()) {
            migrations = migrations.on(annotation.url(), annotation.user(), annotation.password());
        }
        return migrations;
    }

    private static BreakPoint where(MigratedDatabase annotation) {
        if (!annotation.before().isEmpty() && !annotation.after().isEmpty()) {
            throw new ExtensionConfigurationException("@MigratedDatabase: migrating stops either before '" + annotation.before()
                    + "' or after '" + annotation.after() + "': name one of them");
        }
        if (!annotation.before().isEmpty()) {
            return BreakPoint.before(annotation.before());
        }
        return annotation.after().isEmpty() ? BreakPoint.end() : BreakPoint.after(annotation.after());
    }
}

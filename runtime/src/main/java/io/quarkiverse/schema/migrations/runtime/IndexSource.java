package io.quarkiverse.schema.migrations.runtime;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

import jakarta.enterprise.inject.Any;

import io.quarkiverse.schema.migrations.CodeMigration;
import io.quarkiverse.schema.migrations.MigrationContext;
import io.quarkiverse.schema.migrations.MigrationSource;
import io.quarkiverse.schema.migrations.error.InvalidSourcesException;
import io.quarkiverse.schema.migrations.internal.source.MigrationIndex;
import io.quarkiverse.schema.migrations.model.Code;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.SourceProblem;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableBean;
import io.quarkus.arc.InstanceHandle;

/** The migrations that the build has found. Nothing is kept: the index is read for a command, a script when it runs. */
final class IndexSource implements MigrationSource {

    private final MigrationSet set;
    private final ClassLoader application;

    /**
     * @param application where the index and the scripts are; a command may be called from a thread that knows nothing of
     *        them
     */
    IndexSource(MigrationSet set, ClassLoader application) {
        this.set = set;
        this.application = application;
    }

    @Override
    public List<Migration> migrations() {
        ApplicationResources resources = new ApplicationResources(application);
        try (InputStream index = resources.open(set.index())) {
            return MigrationIndex.read(index, location -> () -> resources.open(location));
        } catch (IOException e) {
            throw new InvalidSourcesException(set.name(), List.of(new SourceProblem(set.index(), e.getMessage())));
        }
    }

    @Override
    public Optional<CodeMigration> code(MigrationId id, Code code) {
        return CodeBean.of(code).map(CodeMigration.class::cast);
    }

    /**
     * What the build has left in the application, for one command. Scripts mostly lie in one jar, so it is looked into before
     * the class loader is asked, which makes much of every single one.
     */
    private static final class ApplicationResources {

        private final ClassLoader application;
        /** Shared with everybody else in this process, and never closed here. */
        private volatile JarFile latest;

        ApplicationResources(ClassLoader application) {
            this.application = application;
        }

        /**
         * @throws FileNotFoundException when it is not there any more
         */
        InputStream open(String location) throws IOException {
            JarFile jar = latest;
            ZipEntry entry = jar == null ? null : jar.getEntry(location);
            return entry == null ? find(location) : jar.getInputStream(entry);
        }

        private InputStream find(String location) throws IOException {
            URL url = application.getResource(location);
            if (url == null) {
                throw new FileNotFoundException(location + " was there when the application was built and is missing now;"
                        + " build the application again");
            }
            URLConnection connection = url.openConnection();
            if (connection instanceof JarURLConnection inJar && inJar.getUseCaches()) {
                latest = inJar.getJarFile();
            }
            return connection.getInputStream();
        }
    }

    /**
     * A bean that is a migration. It is made when it is called, and a dependent one is destroyed right behind that.
     *
     * @param bean the bean
     */
    private record CodeBean(InjectableBean<CodeMigration> bean) implements CodeMigration {

        /** The bean of a class; empty when there is none. */
        static Optional<CodeBean> of(Code code) {
            return Arc.container().select(CodeMigration.class, Any.Literal.INSTANCE).handlesStream()
                    .map(InstanceHandle::getBean)
                    .filter(bean -> bean.getBeanClass().getName().equals(code.className()))
                    .map(CodeBean::new)
                    .findFirst();
        }

        @Override
        public void up(MigrationContext context) throws Exception {
            try (InstanceHandle<CodeMigration> handle = Arc.container().instance(bean)) {
                handle.get().up(context);
            }
        }

        @Override
        public void down(MigrationContext context) throws Exception {
            try (InstanceHandle<CodeMigration> handle = Arc.container().instance(bean)) {
                handle.get().down(context);
            }
        }
    }
}

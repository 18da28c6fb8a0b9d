package io.quarkiverse.schema.migrations.runtime;

import java.util.Optional;

import jakarta.enterprise.inject.Any;

import io.quarkiverse.schema.migrations.CodeMigration;
import io.quarkiverse.schema.migrations.MigrationContext;
import io.quarkiverse.schema.migrations.model.Code;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableBean;
import io.quarkus.arc.InstanceHandle;

/**
 * A bean that is a migration. It is made when it is called, and a dependent one is destroyed right behind that.
 *
 * @param bean the bean
 */
record CodeBean(InjectableBean<CodeMigration> bean) implements CodeMigration {

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

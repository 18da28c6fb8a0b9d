package io.quarkiverse.schema.migrations.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.inject.Any;

import io.quarkiverse.schema.migrations.CodeMigration;
import io.quarkiverse.schema.migrations.MigrationSetName;
import io.quarkiverse.schema.migrations.MigrationSource;
import io.quarkiverse.schema.migrations.model.Code;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.runtime.config.SetKey;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InstanceHandle;

/**
 * A bean that adds migrations to a set. It is made when it is asked for the first time.
 *
 * @param handle the bean
 */
record SourceBean(InstanceHandle<MigrationSource> handle) implements MigrationSource {

    /** The beans of a set that are in use. */
    static List<SourceBean> of(MigrationSet set) {
        List<SourceBean> beans = new ArrayList<>();
        for (InstanceHandle<MigrationSource> handle : Arc.container().select(MigrationSource.class, Any.Literal.INSTANCE)
                .handles()) {
            SourceBean bean = new SourceBean(handle);
            if (bean.set().equals(set.name()) && handle.getBean().isActive()) {
                beans.add(bean);
            }
        }
        return beans;
    }

    private String set() {
        return handle.getBean().getQualifiers().stream()
                .filter(MigrationSetName.class::isInstance)
                .map(qualifier -> ((MigrationSetName) qualifier).value())
                .findAny().orElse(SetKey.DEFAULT_SET);
    }

    @Override
    public List<Migration> migrations() {
        return handle.get().migrations();
    }

    @Override
    public Optional<CodeMigration> code(MigrationId id, Code code) {
        return handle.get().code(id, code);
    }

    @Override
    public String name() {
        return handle.getBean().getBeanClass().getName();
    }
}

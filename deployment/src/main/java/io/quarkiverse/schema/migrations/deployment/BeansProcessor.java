package io.quarkiverse.schema.migrations.deployment;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.inject.Default;
import jakarta.inject.Singleton;
import jakarta.transaction.TransactionManager;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassType;

import io.agroal.api.AgroalDataSource;
import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.MigrationSetName;
import io.quarkiverse.schema.migrations.MigrationSource;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.StartProgress;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsCustomizer;
import io.quarkiverse.schema.migrations.deployment.items.DialectsBuildItem;
import io.quarkiverse.schema.migrations.deployment.items.ObserverBuildItem;
import io.quarkiverse.schema.migrations.deployment.items.ScannedSetBuildItem;
import io.quarkiverse.schema.migrations.internal.history.Application;
import io.quarkiverse.schema.migrations.runtime.CommandObserver;
import io.quarkiverse.schema.migrations.runtime.MigrationSet;
import io.quarkiverse.schema.migrations.runtime.SchemaMigrationsRecorder;
import io.quarkiverse.schema.migrations.runtime.SetCommands;
import io.quarkiverse.schema.migrations.runtime.SetStart;
import io.quarkiverse.schema.migrations.runtime.config.SetKey;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.arc.deployment.UnremovableBeanBuildItem;
import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.ApplicationInfoBuildItem;

/** Makes one {@link SchemaMigrations} bean per set. */
@BuildSteps(onlyIf = SchemaMigrationsEnabled.class)
class BeansProcessor {

    @BuildStep
    AdditionalBeanBuildItem registerQualifier() {
        return AdditionalBeanBuildItem.builder().addBeanClass(MigrationSetName.class).build();
    }

    @BuildStep
    UnremovableBeanBuildItem keepBeansOfTheApplication() {
        return UnremovableBeanBuildItem.beanTypes(MigrationListener.class, MigrationSource.class,
                SchemaMigrationsCustomizer.class);
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void makeBeans(List<ScannedSetBuildItem> sets, ApplicationInfoBuildItem application, DialectsBuildItem dialects,
            List<ObserverBuildItem> observing, SchemaMigrationsRecorder recorder,
            BuildProducer<SyntheticBeanBuildItem> beans) {
        List<CommandObserver> observers = observing.stream().map(ObserverBuildItem::observer)
                .sorted(Comparator.comparing(observer -> observer.getClass().getName())).toList();
        Application migrating = new Application(Optional.of(application.getName()), Optional.of(application.getVersion()));
        sets.stream().map(ScannedSetBuildItem::set).sorted(Comparator.comparing(MigrationSet::name)).forEach(set -> {
            beans.produce(start(set, recorder));
            beans.produce(SyntheticBeanBuildItem.configure(SetCommands.class)
                    .types(SchemaMigrations.class, SetCommands.class)
                    .scope(Singleton.class)
                    .addQualifier(qualifier(set.name()))
                    .setRuntimeInit()
                    .unremovable()
                    // so that injecting an inactive set fails the start, and not the first use
                    .startup()
                    .addInjectionPoint(ClassType.create(AgroalDataSource.class), dataSource(set.dataSource()))
                    .addInjectionPoint(ClassType.create(TransactionManager.class))
                    .addInjectionPoint(ClassType.create(SetStart.class), qualifier(set.name()))
                    .checkActive(recorder.activity(set))
                    .createWith(recorder.commands(set, migrating, dialects.of(set.databaseKind()), observers))
                    .done());
        });
    }

    private static SyntheticBeanBuildItem start(MigrationSet set, SchemaMigrationsRecorder recorder) {
        return SyntheticBeanBuildItem.configure(SetStart.class)
                .types(StartProgress.class, SetStart.class)
                .scope(Singleton.class)
                .addQualifier(qualifier(set.name()))
                .setRuntimeInit()
                .unremovable()
                .runtimeValue(recorder.startOf(set.name()))
                .done();
    }

    private static AnnotationInstance qualifier(String set) {
        return set.equals(SetKey.DEFAULT_SET) ? AnnotationInstance.builder(Default.class).build()
                : AnnotationInstance.builder(MigrationSetName.class).value(set).build();
    }

    private static AnnotationInstance dataSource(String name) {
        return DataSourceUtil.isDefault(name) ? AnnotationInstance.builder(Default.class).build()
                : AnnotationInstance.builder(DataSource.class).value(name).build();
    }
}

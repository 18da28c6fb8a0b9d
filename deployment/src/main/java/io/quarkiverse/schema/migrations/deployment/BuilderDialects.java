package io.quarkiverse.schema.migrations.deployment;

import java.util.List;

import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.internal.dialect.Dialects.DialectProvider;
import io.quarkus.deployment.builditem.BytecodeTransformerBuildItem;
import io.quarkus.gizmo.Gizmo;

/**
 * Writes the method that gives the builder its dialects again, so that it names those of the application alone.
 *
 * @param providers of the application
 */
record BuilderDialects(List<DialectProvider> providers) {

    private static final String CLASS = SchemaMigrationsBuilder.class.getPackageName() + ".ClassPathDialects";
    private static final String METHOD = "all";
    private static final Type LIST = Type.getType(List.class);

    BytecodeTransformerBuildItem transformer() {
        return new BytecodeTransformerBuildItem.Builder().setClassToTransform(CLASS).setCacheable(true)
                .setVisitorFunction((name, next) -> new Rewriting(next)).build();
    }

    private final class Rewriting extends ClassVisitor {

        private boolean found;

        private Rewriting(ClassVisitor next) {
            super(Gizmo.ASM_API_VERSION, next);
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
            if (!name.equals(METHOD)) {
                return method;
            }
            found = true;
            write(method);
            return null;
        }

        @Override
        public void visitEnd() {
            if (!found) {
                throw new IllegalStateException(CLASS + " has no method " + METHOD);
            }
            super.visitEnd();
        }
    }

    private void write(MethodVisitor method) {
        Type item = Type.getType(Object.class);
        method.visitCode();
        method.visitLdcInsn(providers.size());
        method.visitTypeInsn(Opcodes.ANEWARRAY, item.getInternalName());
        for (int i = 0; i < providers.size(); i++) {
            String provider = Type.getInternalName(providers.get(i).getClass());
            method.visitInsn(Opcodes.DUP);
            method.visitLdcInsn(i);
            method.visitTypeInsn(Opcodes.NEW, provider);
            method.visitInsn(Opcodes.DUP);
            method.visitMethodInsn(Opcodes.INVOKESPECIAL, provider, "<init>", "()V", false);
            method.visitInsn(Opcodes.AASTORE);
        }
        method.visitMethodInsn(Opcodes.INVOKESTATIC, LIST.getInternalName(), "of",
                Type.getMethodDescriptor(LIST, Type.getType(Object[].class)), true);
        method.visitInsn(Opcodes.ARETURN);
        method.visitMaxs(6, 0);
        method.visitEnd();
    }
}

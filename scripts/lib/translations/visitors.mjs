import { javaPackage } from './packages.mjs';
import { CSharpVisitor, JavaVisitor, namespaceName, OTree, PythonVisitor, simpleName, ts } from './rosetta.mjs';

/** Rosetta takes keys of JSON for names of Python. */
export class PythonProgramVisitor extends PythonVisitor {
  unknownTypeObjectLiteralExpression(node, renderer) {
    return this.keyValueObjectLiteralExpression(node, renderer);
  }

  propertyAssignment(node, renderer) {
    if (!renderer.currentContext.inMap || !ts.isIdentifier(node.name)) return super.propertyAssignment(node, renderer);
    const value = renderer.updateContext({ inMap: false, tailPositionArgument: false }).convert(node.initializer);
    return new OTree([JSON.stringify(node.name.text), ': ', value], [], { canBreakLine: true });
  }
}

/** Rosetta imports what the TypeScript does. Structs have no name there, and one in Java. */
export class JavaProgramVisitor extends JavaVisitor {
  structs = new Set();

  knownStructObjectLiteralExpression(node, structType, renderer) {
    const { fqn, sourceAssembly } = structType.jsiiSym;
    // the last argument of a constructor goes into its builder
    if (!renderer.currentContext.inNewExprWithObjectLiteralAsLastArg) {
      this.structs.add(`${javaPackage(sourceAssembly.assembly, namespaceName(fqn))}.${simpleName(fqn)}`);
    }
    return super.knownStructObjectLiteralExpression(node, structType, renderer);
  }
}

/** Rosetta makes structs without a type out of JSON. */
export class CSharpProgramVisitor extends CSharpVisitor {
  unknownTypeObjectLiteralExpression(node, renderer) {
    return this.keyValueObjectLiteralExpression(node, renderer);
  }
}

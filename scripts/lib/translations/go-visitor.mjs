import { goImportPath, goPackage } from './packages.mjs';
import {
  GoVisitor,
  lookupJsiiSymbol,
  lookupJsiiSymbolFromNode,
  namespaceName,
  OTree,
  resolveJsiiSymbolType,
  simpleName,
  ts,
} from './rosetta.mjs';

const RESERVED = ['func', 'interface', 'map', 'package', 'range', 'struct', 'type', 'var'];

/**
 * Go that compiles. Rosetta's own leaves out the package of a struct, the `&` of lists and maps, arguments that are
 * optional elsewhere, and the major version of what is imported, and calls a function that there is none of.
 */
export class GoProgramVisitor extends GoVisitor {
  /** Import paths of what the translation uses. The imports of the TypeScript say less: structs have none there. */
  imports = new Set();

  importStatement() {
    return new OTree([]);
  }

  identifier(node, renderer) {
    const jsii = lookupJsiiSymbolFromNode(renderer.typeChecker, node);
    return new OTree([jsii ? this.qualified(jsii) : variable(node.text)]);
  }

  newExpression(node, renderer) {
    const jsii = lookupJsiiSymbolFromNode(renderer.typeChecker, node.expression);
    const constructor = jsii ? this.qualified(jsii, 'New') : `New${node.expression.text}`;
    return new OTree([constructor, '(', ...this.allArguments(node, renderer), ')'], [], { canBreakLine: true });
  }

  regularCallExpression(node, renderer) {
    return new OTree([renderer.convert(node.expression), '(', ...this.allArguments(node, renderer), ')']);
  }

  /** With `nil` for what is left out: Go has no optional arguments. */
  allArguments(node, renderer) {
    const given = asPointers(renderer).convertAll(node.arguments ?? []);
    const { parameters } = renderer.typeChecker.getResolvedSignature(node);
    const missing = parameters
      .slice(given.length)
      .filter(({ valueDeclaration }) => !valueDeclaration?.dotDotDotToken)
      .map(() => 'nil');
    return commaSeparated([...given, ...missing]);
  }

  propertyAccessExpression(node, renderer) {
    const left = renderer.convert(node.expression);
    const name = upperFirst(node.name.text);
    const { valueDeclaration: member } = renderer.typeChecker.getSymbolAtLocation(node.name) ?? {};
    if (!member) return new OTree([left, '.', name]);
    const isOfType = ts.isEnumMember(member) || ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Static;
    const isProperty = [ts.isPropertyDeclaration, ts.isPropertySignature, ts.isAccessor].some((is) => is(member));
    return new OTree([left, isOfType ? '_' : '.', name, isProperty ? '()' : '']);
  }

  token(node, renderer) {
    if (node.kind === ts.SyntaxKind.ThisKeyword) return new OTree(['stack']);
    const isBoolean = node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword;
    if (!isBoolean || !renderer.currentContext.wrapPtr) return super.token(node, renderer);
    return new OTree(['jsii.Bool(', node.getText(), ')']);
  }

  arrayLiteralExpression(node, renderer) {
    if (node.elements.every(ts.isStringLiteral)) {
      const texts = node.elements.map(({ text }) => JSON.stringify(text));
      return new OTree(['jsii.Strings(', texts.join(', '), ')']);
    }
    const type = this.goType(renderer.typeChecker.getContextualType(node), renderer);
    const element = type.startsWith('*[]') ? type.slice('*[]'.length) : 'interface{}';
    return literal(`&[]${element}{`, asPointers(renderer).convertAll(node.elements));
  }

  keyValueObjectLiteralExpression(node, renderer) {
    const type = this.goType(renderer.typeChecker.getContextualType(node), renderer);
    const value = type.startsWith('*map') ? type.slice('*map[string]'.length) : 'interface{}';
    const entries = asPointers(renderer).updateContext({ inMapLiteral: true });
    return literal(`&map[string]${value}{`, entries.convertAll(node.properties));
  }

  knownStructObjectLiteralExpression(node, { jsiiSym }, renderer) {
    return literal(`&${this.qualified(jsiiSym)}{`, asPointers(renderer).convertAll(node.properties));
  }

  propertyAssignment(node, renderer) {
    const key = renderer.currentContext.inMapLiteral ? JSON.stringify(node.name.text) : upperFirst(node.name.text);
    const value = asPointers(renderer).convert(node.initializer);
    return new OTree([key, ': ', value], [], { canBreakLine: true });
  }

  shorthandPropertyAssignment(node) {
    return new OTree([upperFirst(node.name.text), ': ', variable(node.name.text)], [], { canBreakLine: true });
  }

  variableDeclaration(node, renderer) {
    return new OTree([variable(node.name.text), ' := ', asPointers(renderer).convert(node.initializer)]);
  }

  parameterDeclaration(node, renderer) {
    return new OTree([variable(node.name.text), ' ', this.goType(renderer.typeOfType(node.type), renderer)]);
  }

  /** A class of Go that overrides nothing can't extend one of jsii: a function makes the stack and what is in it. */
  classDeclaration(node, renderer) {
    return new OTree([], renderer.convertAll(node.members), { canBreakLine: true });
  }

  constructorDeclaration(node, renderer) {
    const base = this.qualified(lookupJsiiSymbolFromNode(renderer.typeChecker, baseOf(node.parent)));
    const parameters = commaSeparated(renderer.convertAll(node.parameters));
    return new OTree(
      [`func New${node.parent.name.text}(`, ...parameters, `) ${base} {`],
      renderer.convertAll(node.body.statements),
      { indent: 1, suffix: '\n\n\treturn stack\n}' },
    );
  }

  superCallExpression(node, renderer) {
    const base = baseOf(ts.findAncestor(node, ts.isClassDeclaration));
    const constructor = this.qualified(lookupJsiiSymbolFromNode(renderer.typeChecker, base), 'New');
    return new OTree([`stack := ${constructor}(`, ...this.allArguments(node, renderer), ')']);
  }

  goType(maybeType, renderer) {
    const type = maybeType && renderer.typeChecker.getNonNullableType(maybeType);
    if (!type || type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return 'interface{}';
    if (type.flags & ts.TypeFlags.StringLike) return '*string';
    if (type.flags & ts.TypeFlags.NumberLike) return '*float64';
    if (type.flags & ts.TypeFlags.BooleanLike) return '*bool';
    if (renderer.typeChecker.isArrayType(type)) {
      return `*[]${this.goType(renderer.typeChecker.getTypeArguments(type)[0], renderer)}`;
    }
    const values = type.getStringIndexType();
    if (values) return `*map[string]${this.goType(values, renderer)}`;
    const jsii = type.symbol && lookupJsiiSymbol(renderer.typeChecker, type.symbol);
    if (!jsii) return 'interface{}';
    return `${resolveJsiiSymbolType(jsii).datatype ? '*' : ''}${this.qualified(jsii)}`;
  }

  qualified({ fqn, sourceAssembly }, prefix = '') {
    const path = goImportPath(sourceAssembly.assembly, namespaceName(fqn));
    this.imports.add(path);
    return `${goPackage(path)}.${prefix}${simpleName(fqn)}`;
  }
}

function asPointers(renderer) {
  return renderer.updateContext({ wrapPtr: true, inMapLiteral: false });
}

function literal(opening, members) {
  return new OTree([opening], members, { separator: ',', trailingSeparator: true, suffix: '}', indent: 1 });
}

function commaSeparated(parts) {
  return parts.flatMap((part, index) => (index === 0 ? [part] : [', ', part]));
}

function baseOf(declaration) {
  return declaration.heritageClauses[0].types[0].expression;
}

function variable(name) {
  return RESERVED.includes(name) ? `${name}_` : name;
}

function upperFirst(name) {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

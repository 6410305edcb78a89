/** Where Go finds a module or submodule of an assembly, named as jsii-pacmak names it. */
export function goImportPath(assembly, module) {
  const { moduleName, packageName = lettersOf(assembly.name) } = assembly.targets.go;
  const [major] = assembly.version.split('.');
  const root = `${moduleName}/${packageName}${Number(major) > 1 ? `/v${major}` : ''}`;
  const submodule = module.slice(assembly.name.length + 1);
  return [root, ...submodule.split('.').filter(Boolean).map(lettersOf)].join('/');
}

/** How Go code names the package of an import path. */
export function goPackage(path) {
  return path
    .split('/')
    .filter((part) => !/^v\d+$/.test(part))
    .at(-1);
}

/** The Java package of a module or submodule of an assembly. */
export function javaPackage(assembly, module) {
  return (assembly.submodules?.[module] ?? assembly).targets.java.package;
}

function lettersOf(name) {
  return name.replace(/[^a-z0-9.]/gi, '').toLowerCase();
}

export { AssemblyView } from './assembly-view';
export { Note } from './findings';
export { InlineCodeFolder } from './function-code';
export { readAssembly } from './read-assembly';
export { readFunction } from './read-function';
export { ResourceReader } from './resource-reader';
export { Stack } from './stack';

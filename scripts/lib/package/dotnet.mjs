import { pacmak } from './pacmak.mjs';

/** The C# project, as sources alone: no .NET SDK is asked for, so nothing here shows that it compiles. */
export const dotnet = {
  programs: [],
  outputs: ['dist/dotnet'],
  make: () => pacmak('dotnet', 'dist', '--code-only'),
};

declare module 'dynalite' {
  import { Server } from 'node:http';

  namespace dynalite {
    interface Options {
      readonly createTableMs?: number;
      readonly deleteTableMs?: number;
      readonly updateTableMs?: number;
    }
  }

  /** In memory; not listening yet. */
  function dynalite(options: dynalite.Options): Server;

  export = dynalite;
}

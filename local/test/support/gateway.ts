import { Gateway, GatewayProps, startGateway } from '../../src';
import { AssemblyFixture, writeAssembly } from './assembly';

export interface RunningFixture {
  readonly gateway: Gateway;
  readonly assembly: AssemblyFixture;
  close(): Promise<void>;
}

/** Starts a gateway on an assembly with one stack, `Shop`. */
export async function serveTemplate(template: object, props: Partial<GatewayProps> = {}): Promise<RunningFixture> {
  const assembly = writeAssembly({ Shop: template });
  try {
    const gateway = await startGateway({ assembly: assembly.directory, ...props });
    return {
      gateway,
      assembly,
      close: async () => {
        await gateway.close();
        assembly.remove();
      },
    };
  } catch (error) {
    assembly.remove();
    throw error;
  }
}

/** A clock that stands still until it is turned. */
export class TestClock {
  public constructor(private time = Date.UTC(2026, 0, 15, 12, 30, 45)) {}

  public now(): number {
    return this.time;
  }

  public advance(milliseconds: number): void {
    this.time += milliseconds;
  }
}

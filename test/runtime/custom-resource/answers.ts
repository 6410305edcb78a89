import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CustomResourceEvent } from '../../../lib/runtime/custom-resource/custom-resource-event';

export interface Answer {
  readonly Status: string;
  readonly Reason?: string;
  readonly PhysicalResourceId: string;
  readonly Data?: Record<string, string>;
  readonly [member: string]: unknown;
}

/** Takes answers as CloudFormation does, on this machine. */
export class Answers {
  public readonly taken: Answer[] = [];
  public readonly requests: Pick<http.IncomingMessage, 'method' | 'headers'>[] = [];
  public status = 200;
  private readonly server = http.createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      this.requests.push(request);
      this.taken.push(JSON.parse(body) as Answer);
      response.writeHead(this.status).end();
    });
  });

  public async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  public event(event: Partial<CustomResourceEvent> = {}): CustomResourceEvent {
    return {
      RequestType: 'Create',
      ResponseURL: `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/?Signature=secret`,
      StackId: 'stack',
      RequestId: 'request',
      LogicalResourceId: 'Resource',
      ResourceProperties: {},
      ...event,
    };
  }
}

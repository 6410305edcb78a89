import { ArnFormat, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { executeApiUrl } from '../core/execute-api-url';

/** Posting, asking and closing (rule W-30). */
const METHODS = ['POST', 'GET', 'DELETE'];

/** `@connections` of a stage, and its ARNs. No reference to the stage, which is made after the functions of its routes. */
export class ConnectionsEndpoint {
  /** Always at the execute-api endpoint, which works behind a custom domain too (rule W-31). */
  public readonly url: string;

  public constructor(
    private readonly scope: IConstruct,
    private readonly apiId: string,
    private readonly stageName: string,
  ) {
    this.url = executeApiUrl(scope, apiId, stageName);
  }

  /** ARN of the API behind its id: `{stage}/{method}/...`, or `*` for all that invokes functions. */
  public arn(suffix: string): string {
    return Stack.of(this.scope).formatArn({
      service: 'execute-api',
      resource: this.apiId,
      resourceName: suffix,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
  }

  /** What a handshake by `Authorization.iam()` takes. */
  public get connectArn(): string {
    return this.arn(`${this.stageName}/$connect`);
  }

  public get managed(): { readonly actions: string[]; readonly resources: string[] } {
    return {
      actions: ['execute-api:ManageConnections'],
      resources: METHODS.map((method) => this.arn(`${this.stageName}/${method}/@connections/*`)),
    };
  }

  public managing(): PolicyStatement {
    return new PolicyStatement(this.managed);
  }
}

import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { refuse } from '../core/errors';
import { REALTIME_ENVIRONMENT } from '../runtime/contract/realtime/environment';
import { Authorization } from '../shared/authorization';
import { Broadcasting } from './broadcasting';
import { ConnectionsEndpoint } from './connections-endpoint';
import { ConnectionsTable } from './connections-table';
import { ToldFunctions } from './told-functions';

export interface RealtimeGrantsProps {
  readonly authorization: Authorization;
  readonly endpoint: ConnectionsEndpoint;
  readonly connections: ConnectionsTable;
  readonly broadcasting: Broadcasting;
  readonly told: ToldFunctions;
}

/** What others may do with the API, and where they find it. */
export class RealtimeGrants {
  public constructor(
    private readonly scope: IConstruct,
    private readonly props: RealtimeGrantsProps,
  ) {}

  public broadcast(grantee: IGrantable): Grant {
    const { broadcasting, told } = this.props;
    told.tell(grantee, REALTIME_ENVIRONMENT.broadcastQueueUrl, broadcasting.broadcasts.queue.queueUrl);
    return broadcasting.grantBroadcast(told.granteeFor(grantee));
  }

  public manageConnections(grantee: IGrantable): Grant {
    const { endpoint, told } = this.props;
    told.tell(grantee, REALTIME_ENVIRONMENT.callbackUrl, endpoint.url);
    const { actions, resources } = endpoint.managed;
    return Grant.addToPrincipal({ grantee: told.granteeFor(grantee), actions, resourceArns: resources });
  }

  public readConnections(grantee: IGrantable): Grant {
    const { connections, told } = this.props;
    told.tell(grantee, REALTIME_ENVIRONMENT.connectionsTable, connections.table.tableName);
    return connections.grantRead(told.granteeFor(grantee));
  }

  public connect(grantee: IGrantable): Grant {
    const { authorization, endpoint, told } = this.props;
    const { kind } = authorization._intent;
    if (kind !== 'iam') {
      refuse(this.scope, 'a grant to connect has no effect on this API', kind, 'give it Authorization.iam()');
    }
    return Grant.addToPrincipal({
      grantee: told.granteeFor(grantee),
      actions: ['execute-api:Invoke'],
      resourceArns: [endpoint.connectArn],
    });
  }
}

import { partitionOf } from '../../assembly/stack';
import { Exchange } from '../exchange';

/** `arn:aws:execute-api:{region}:{account}:{api}/{stage}/{METHOD}/{actual path}`. */
export function methodArn({ request, stage, path }: Exchange): string {
  const api = `arn:${partitionOf(stage.region)}:execute-api:${stage.region}:${stage.accountId}:${stage.apiId}`;
  return `${api}/${stage.stageName}/${request.method}${path}`;
}

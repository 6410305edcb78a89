import { partitionOf } from '../../assembly/stack';
import { Exchange } from '../exchange';

/** `arn:aws:execute-api:{region}:{account}:{api}/{stage}/$connect` (W-7). */
export function routeArn({ stage, route }: Exchange): string {
  const { region, accountId, apiId, stageName } = stage;
  return `arn:${partitionOf(region)}:execute-api:${region}:${accountId}:${apiId}/${stageName}/${route.routeKey}`;
}

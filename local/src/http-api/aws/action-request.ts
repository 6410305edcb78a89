import { awsRequest } from '../../aws-services/aws-request';
import { AwsRequest } from '../../aws-services/aws-services';
import { HeaderLine } from '../../core/request';
import { HttpIntegrationModel } from '../model';
import { actionForm } from './action-form';
import { structured } from './structured-parameter';

type Call = Pick<Extract<HttpIntegrationModel, { kind: 'service' }>, 'service' | 'action'>;

const FORM: HeaderLine = ['Content-Type', 'application/x-www-form-urlencoded'];

/** The request to a service that an action with these parameters comes to. Throws where one that must be JSON is none. */
export function actionRequest(
  { service, action }: Call,
  region: string,
  parameters: Readonly<Record<string, string>>,
): AwsRequest {
  const post = { method: 'POST', query: [] };
  if (service === 'sqs') {
    const body = Buffer.from(actionForm(action, parameters));
    return awsRequest({ service, region, kind: 'path', name: '' }, { ...post, headers: [FORM], body });
  }
  const body = Buffer.from(JSON.stringify({ Entries: [eventOf(parameters)] }));
  return awsRequest({ service, region, kind: 'action', name: action }, { ...post, headers: [], body });
}

function eventOf({ Resources, ...texts }: Readonly<Record<string, string>>): object {
  return Resources === undefined ? texts : { ...texts, Resources: structured('Resources', Resources) };
}

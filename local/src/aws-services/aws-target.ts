import { functionArnIn } from '../assembly/function-uri';
import { functionNameIn } from '../functions/function-arn';
import { AwsServiceName, SERVED_SERVICES } from './aws-services';

/** What an integration of a service calls. Placeholders in its name are still there. */
export interface AwsTarget {
  readonly service: AwsServiceName;
  readonly region: string;
  readonly kind: 'path' | 'action';
  /** `123456789012/orders`, or `PutItem`. */
  readonly name: string;
}

/** Reads the URI of an integration, or says why it can't be served. */
export function awsTargetIn(uri: string): AwsTarget | { readonly problem: string } {
  const [, region, service = '', kind, name] = URI.exec(uri) ?? [];
  if (!region || !kind || !name) {
    return { problem: 'must be arn:aws:apigateway:REGION:SERVICE:path/PATH or :action/ACTION' };
  }
  const served = SERVED_SERVICES.find((one) => one === service);
  if (!served) {
    return { problem: `integrations of ${service} are not emulated; those of ${SERVED_SERVICES.join(', ')} are` };
  }
  if (served === 'lambda' && functionArnIn(uri) === undefined) {
    return { problem: 'is not the invocation URI of a Lambda function: Lambda does nothing else here' };
  }
  return { service: served, region, kind: kind as AwsTarget['kind'], name };
}

/** A subdomain may stand before the service. */
const URI = /^arn:[^:]+:apigateway:([^:]+):(?:[^:]+\.)?([^:.]+):(path|action)\/+(.+)$/;

/** What is called, for a request's record: a function's name, or `sqs path/123456789012/orders`. */
export function describeTarget(target: AwsTarget): string {
  const functionArn = functionArnOf(target);
  return functionArn === undefined ? `${target.service} ${target.kind}/${target.name}` : functionNameIn(functionArn);
}

interface Integration {
  readonly kind: string;
  /** Of a proxy integration of Lambda. */
  readonly functionArn?: string;
  readonly target?: AwsTarget;
}

/** The function that an integration of any kind of API calls, with or without proxy. */
export function calledFunction({ functionArn, target }: Integration): string | undefined {
  return functionArn ?? (target && functionArnOf(target));
}

function functionArnOf({ service, name }: AwsTarget): string | undefined {
  return service === 'lambda' ? functionArnIn(`:lambda:path/${name}`) : undefined;
}

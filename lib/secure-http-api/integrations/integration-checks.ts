import { Duration, Token } from 'aws-cdk-lib';
import { ParameterMapping } from 'aws-cdk-lib/aws-apigatewayv2';
import { IConstruct } from 'constructs';
import { refuse } from '../../core/errors';

const MAPPING_PAGE = 'see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html';
const REQUEST_KEY = /^((append|overwrite|remove):(header|querystring)\.(?<name>.+)|overwrite:path)$/;
const RESPONSE_KEY = /^((append|overwrite|remove):header\.(?<name>.+)|overwrite[.:]statuscode)$/;

/** Headers that no mapping may touch (rule H-76): a deployment with one of them fails. */
const RESERVED_HEADERS = new RegExp(
  '^(access-control-.*|apigw-.*|authorization|connection|content-encoding|content-length|content-location|forwarded|' +
    'keep-alive|origin|proxy-authenticate|proxy-authorization|te|trailers|transfer-encoding|upgrade|via|x-amz-.*|' +
    'x-amzn-.*|x-forwarded-(for|host|proto))$',
  'i',
);

/** Rule Q-3: 50 ms to 30 s. */
export function checkTimeout(where: IConstruct, timeout: Duration | undefined): void {
  if (!timeout || timeout.isUnresolved()) {
    return;
  }
  const milliseconds = timeout.toMilliseconds({ integral: false });
  if (milliseconds < 50 || milliseconds > 30_000) {
    const remedy = 'for longer work answer at once and go on asynchronously (SQS, Step Functions)';
    refuse(where, 'timeout must be 50 milliseconds to 30 seconds', timeout.toHumanString(), remedy);
  }
}

export function checkRequestMapping(where: IConstruct, mapping: ParameterMapping | undefined): void {
  checkMapping(where, 'requestMapping', mapping, REQUEST_KEY);
}

export function checkResponseMapping(where: IConstruct, byStatus: Record<string, ParameterMapping> | undefined): void {
  for (const [status, mapping] of Object.entries(byStatus ?? {})) {
    if (!Token.isUnresolved(status) && !/^[2-5]\d\d$/.test(status)) {
      refuse(where, 'responseMapping is by status code, 200 to 599', status, 'write one entry a status, such as "404"');
    }
    checkMapping(where, `responseMapping ${status}`, mapping, RESPONSE_KEY);
  }
}

function checkMapping(where: IConstruct, what: string, mapping: ParameterMapping | undefined, keys: RegExp): void {
  for (const key of Object.keys(mapping?.mappings ?? {})) {
    if (Token.isUnresolved(key)) {
      continue;
    }
    const match =
      keys.exec(key) ?? refuse(where, `${what} has a key that the service does not know`, key, MAPPING_PAGE);
    const name = match.groups?.name;
    if (name !== undefined && key.includes(':header.') && RESERVED_HEADERS.test(name)) {
      refuse(where, `${what} touches a header that API Gateway reserves`, name, MAPPING_PAGE);
    }
  }
}

import { CfnRestApi } from 'aws-cdk-lib/aws-apigateway';
import type * as cdk from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { MeteredRestApi } from '../../lib';
import { Body } from '../metered-rest-api/rest-api-under-test';
import { inRoot, repositoryFiles } from '../repository';
import { deployableTemplates } from './deployable-templates';

/** The body of every REST API in the templates, by the name of its stack and its logical id. */
export function restApisInTemplates(): [string, Body][] {
  return deployableTemplates.flatMap(({ name, resources }) =>
    Object.entries(resources)
      .filter(([, { Type }]) => Type === CfnRestApi.CFN_RESOURCE_TYPE_NAME)
      .map(([id, { Properties }]): [string, Body] => [`${name}/${id}`, Properties!.Body as Body]),
  );
}

/** What every REST API of the TypeScript apps publishes as its contract, by the path of its construct. */
export function publishedContracts(): [string, unknown][] {
  return restApis().map((api) => [api.node.path, rootStack(api).resolve(api.openApi)]);
}

function restApis(): MeteredRestApi[] {
  return typeScriptApps().flatMap((app) => app.node.findAll().filter(isRestApi));
}

/** The apps as constructs: whatever a scenario or an example makes when it is loaded. */
function typeScriptApps(): cdk.App[] {
  const apps: cdk.App[] = [];
  const actual = jest.requireActual<typeof cdk>('aws-cdk-lib');
  class RecordedApp extends actual.App {
    public constructor(props?: cdk.AppProps) {
      super(props);
      apps.push(this);
    }
  }
  const recording = {
    get: (module: object, name: string) => (name === 'App' ? RecordedApp : Reflect.get(module, name)),
  };
  jest.doMock('aws-cdk-lib', () => new Proxy(actual, recording));
  repositoryFiles('integ/integ.*.ts', 'examples/*/app.ts')
    .filter((file) => !file.includes('.snapshot/'))
    .forEach((file) => jest.requireActual(inRoot(file)));
  jest.dontMock('aws-cdk-lib');
  return apps;
}

/** Examples use the package as it is built, and its classes are not those of the sources. */
function isRestApi(construct: IConstruct): construct is MeteredRestApi {
  return construct.constructor.name === MeteredRestApi.name;
}

function rootStack(api: MeteredRestApi): cdk.Stack {
  return api.node.scopes.find((scope): scope is cdk.Stack => 'resolve' in scope)!;
}

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { InlineCodeFolder } from '../../src/assembly';
import { GatewayError } from '../../src/core/errors';
import { Runtimes } from '../../src/functions/runtimes';
import { readAssemblyModel } from '../../src/gateway/read/read-assembly-model';
import { AssemblyFixture, writeAssembly } from '../support/assembly';
import { everyResource } from './every-resource';
import { mutated, mutations } from './mutations';

const reading = { inlineCode: new InlineCodeFolder(), runtimes: new Runtimes() };
let assembly: AssemblyFixture;
beforeAll(() => (assembly = writeAssembly({ Shop: {} })));
afterAll(() => {
  assembly.remove();
  reading.inlineCode.remove();
});

const resources = everyResource;
const body = {
  openapi: '3.0.1',
  info: { title: 'shop' },
  'x-amazon-apigateway-request-validators': { all: { validateRequestBody: true } },
  paths: {
    '/a/{id}': {
      post: {
        security: [{ token: [] }],
        'x-amazon-apigateway-request-validator': 'all',
        parameters: [{ name: 'id', in: 'path', required: true }],
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/A' } } } },
        responses: { '200': { headers: { a: {} } } },
        'x-amazon-apigateway-integration': {
          type: 'aws_proxy',
          httpMethod: 'POST',
          payloadFormatVersion: '2.0',
          uri: resources.rest.Authorizer!.Properties,
        },
      },
    },
  },
  components: {
    schemas: { A: { type: 'object', properties: { a: { $ref: '#/components/schemas/A' } } } },
    securitySchemes: {
      token: {
        type: 'apiKey',
        in: 'header',
        name: 'Authorization',
        'x-amazon-apigateway-authorizer': { type: 'token', authorizerUri: '' },
      },
    },
  },
};
const { Api, Stage, Deployment, Function: callee } = resources.http;
const templates: Readonly<Record<string, object>> = {
  ...Object.fromEntries(
    Object.entries(resources).map(([name, Resources]) => [
      name,
      {
        Parameters: { P: { Type: 'String', Default: 'p' } },
        Mappings: { M: { a: { b: 'c' } } },
        Conditions: { C: { 'Fn::Equals': [{ Ref: 'P' }, 'p'] } },
        Resources,
        Outputs: { O: { Value: { Ref: 'P' }, Export: { Name: 'o' } } },
      },
    ]),
  ),
  'the document of an HTTP API': {
    Resources: {
      Api: { Type: Api!.Type, Properties: { ...Api!.Properties, Body: body } },
      Stage,
      Deployment,
      Function: callee,
    },
  },
  'the document of a REST API': {
    Resources: {
      RestApi: { Type: 'AWS::ApiGateway::RestApi', Properties: { Body: body } },
      Stage: resources.rest.Stage,
      Deployment: resources.rest.Deployment,
      Function: callee,
    },
  },
};

/** Reads what is in the folder. Throws what is no clear message. */
function read(): void {
  try {
    readAssemblyModel(assembly.directory, [], reading);
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
  }
}

const RUNS = { numRuns: 300, seed: 7 };

it.each(Object.entries(templates))('however %s is changed, it is served or refused', (_, template) => {
  fc.assert(
    fc.property(mutations, (changes) => {
      const changed = changes.reduce<unknown>(mutated, template);
      writeFileSync(join(assembly.directory, 'Shop.template.json'), JSON.stringify(changed));
      read();
    }),
    RUNS,
  );
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

it('however the manifest is changed, it is served or refused', () => {
  const manifest = {
    artifacts: {
      Shop: {
        type: 'aws:cloudformation:stack',
        environment: 'aws://unknown-account/unknown-region',
        properties: { templateFile: 'Shop.template.json', stackName: 'Shop' },
        dependencies: ['Shop.assets'],
        metadata: { '/Shop/Api': [{ type: 'aws:cdk:logicalId', data: 'Api' }] },
      },
      'Shop.assets': { type: 'cdk:asset-manifest', properties: { file: 'Shop.assets.json' } },
      Stage: { type: 'cdk:cloud-assembly', properties: { directoryName: '.' } },
    },
  };
  writeFileSync(join(assembly.directory, 'Shop.template.json'), JSON.stringify({ Resources: {} }));
  fc.assert(
    fc.property(mutations, (changes) => {
      writeFileSync(
        join(assembly.directory, 'manifest.json'),
        JSON.stringify(changes.reduce<unknown>(mutated, manifest)),
      );
      read();
    }),
    RUNS,
  );
});

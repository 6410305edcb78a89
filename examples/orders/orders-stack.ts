import * as path from 'node:path';
import { CfnOutput, Duration, RemovalPolicy, Stack, StackProps } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Architecture, Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Authorization, Cors, RouteIntegration, SecureHttpApi } from 'cdk-apigateway-patterns';
import { Construct } from 'constructs';
import { addPartnerApi } from './partners';

/** An API for the orders of whoever is signed in, who see their own, and one that partners buy. */
export class OrdersStack extends Stack {
  public constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const table = new Table(this, 'Table', {
      partitionKey: { name: 'customer', type: AttributeType.STRING },
      sortKey: { name: 'id', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const fn = (name: string): Function =>
      new Function(this, name, {
        code: Code.fromAsset(path.join(__dirname, 'functions')),
        handler: `orders.${name}`,
        runtime: Runtime.NODEJS_22_X,
        architecture: Architecture.ARM_64,
        timeout: Duration.seconds(10),
        environment: { TABLE_NAME: table.tableName },
      });
    const [createOrder, getOrder, listOrders, health] = [fn('create'), fn('get'), fn('list'), fn('health')];
    table.grantWriteData(createOrder);
    table.grantReadData(getOrder);
    table.grantReadData(listOrders);

    const authorization = Authorization.jwt({ issuer: 'https://id.example.com', audience: ['orders'] });
    const api = new SecureHttpApi(this, 'Shop', {
      authorization,
      cors: Cors.allowOrigins(['https://app.example.com', 'http://localhost:8080'], { credentials: true }),
      throttle: { rateLimit: 100, burstLimit: 200 },
    });
    api.addRoute('GET /orders', RouteIntegration.lambda(listOrders), { scopes: ['orders:read'] });
    api.addRoute('GET /orders/{id}', RouteIntegration.lambda(getOrder), { scopes: ['orders:read'] });
    api.addRoute('POST /orders', RouteIntegration.lambda(createOrder), {
      scopes: ['orders:write'],
      throttle: { rateLimit: 5, burstLimit: 10 },
    });
    api.addRoute('GET /health', RouteIntegration.lambda(health), { authorization: Authorization.none() });

    const partners = addPartnerApi(this, authorization);

    new CfnOutput(this, 'Url', { value: api.url });
    new CfnOutput(this, 'PartnerUrl', { value: partners.url });
  }
}

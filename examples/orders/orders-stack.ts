import * as path from 'node:path';
import { CfnOutput, Duration, RemovalPolicy, Stack, StackProps } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Architecture, Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Authorization, Cors, RouteIntegration, SecureHttpApi } from 'cdk-apigateway-patterns';
import { Construct } from 'constructs';
import { addLiveApi } from './live';
import { addPartnerApi } from './partners';

/** Options of {@link OrdersStack}. */
export interface OrdersStackProps extends StackProps {
  /**
   * Where pages may come from.
   *
   * @default - the app's own, and the page that `npm start` serves
   */
  readonly origins?: string[];
}

/** An API for the orders of whoever is signed in, who see their own at once, and one that partners buy. */
export class OrdersStack extends Stack {
  public constructor(scope: Construct, id: string, props: OrdersStackProps = {}) {
    super(scope, id, props);

    const table = new Table(this, 'Table', {
      partitionKey: { name: 'customer', type: AttributeType.STRING },
      sortKey: { name: 'id', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const fn = (name: string): Function =>
      new Function(this, name, {
        code: Code.fromAsset(path.join(__dirname, 'functions')),
        handler: `orders.${name}`,
        runtime: Runtime.NODEJS_24_X,
        architecture: Architecture.ARM_64,
        timeout: Duration.seconds(10),
        environment: { TABLE_NAME: table.tableName },
      });
    const [createOrder, getOrder, listOrders, health] = [fn('create'), fn('get'), fn('list'), fn('health')];
    table.grantWriteData(createOrder);
    table.grantReadData(getOrder);
    table.grantReadData(listOrders);

    const authorization = Authorization.jwt({ issuer: 'https://id.example.com', audience: ['orders'] });
    const origins = props.origins ?? ['https://app.example.com', 'http://localhost:8080'];
    const cors = Cors.allowOrigins(origins, { credentials: true });
    const api = new SecureHttpApi(this, 'Shop', {
      authorization,
      cors,
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
    const live = addLiveApi(this, authorization, cors);
    live.grantBroadcast(createOrder);

    new CfnOutput(this, 'Url', { value: api.url });
    new CfnOutput(this, 'PartnerUrl', { value: partners.url });
    new CfnOutput(this, 'LiveUrl', { value: live.url });
    new CfnOutput(this, 'BroadcastQueueUrl', { value: live.broadcastQueue.queueUrl });
  }
}

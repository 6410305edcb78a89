import { Token } from 'aws-cdk-lib';
import { ApiMapping, DomainName, HttpApi, HttpStage, SecurityPolicy } from 'aws-cdk-lib/aws-apigatewayv2';
import { AaaaRecord, ARecord, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { ApiGatewayv2DomainProperties } from 'aws-cdk-lib/aws-route53-targets';
import { Construct } from 'constructs';
import { refuse } from '../core/errors';
import { CustomDomain } from '../shared/custom-domain';

/** A domain name in front of one stage of an HTTP API, with its DNS records. */
export class HttpDomain extends Construct {
  public readonly domainName: DomainName;
  /** Without a trailing slash. */
  public readonly url: string;

  public constructor(scope: Construct, id: string, props: { domain: CustomDomain; api: HttpApi; stage: HttpStage }) {
    super(scope, id);
    const { domain, api, stage } = props;
    checkDomain(scope, domain);
    this.domainName = new DomainName(this, 'Name', {
      domainName: domain.domainName,
      certificate: domain.certificate,
      securityPolicy: SecurityPolicy.TLS_1_2,
      mtls: domain.mutualTls,
    });
    new ApiMapping(this, 'Mapping', { api, stage, domainName: this.domainName, apiMappingKey: domain.basePath });
    if (domain.hostedZone) {
      const target = RecordTarget.fromAlias(
        new ApiGatewayv2DomainProperties(this.domainName.regionalDomainName, this.domainName.regionalHostedZoneId),
      );
      const record = { zone: domain.hostedZone, recordName: `${domain.domainName}.`, target };
      new ARecord(this, 'A', record);
      new AaaaRecord(this, 'AAAA', record);
    }
    this.url = `https://${domain.domainName}${domain.basePath === undefined ? '' : `/${domain.basePath}`}`;
  }
}

function checkDomain(where: Construct, { domainName, basePath }: CustomDomain): void {
  if (!Token.isUnresolved(domainName) && !/^(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]+$/.test(domainName)) {
    refuse(
      where,
      'not a domain name',
      domainName,
      'write it in lower case and without scheme, such as "api.example.com"',
    );
  }
  if (!Token.isUnresolved(domainName) && domainName.startsWith('*.')) {
    refuse(where, 'a wildcard domain has no URL of its own', domainName, 'name one host');
  }
  const isPath = /^[A-Za-z0-9$\-_.+!*'()]+(\/[A-Za-z0-9$\-_.+!*'()]+)*$/;
  if (basePath !== undefined && !Token.isUnresolved(basePath) && !(isPath.test(basePath) && basePath.length <= 300)) {
    refuse(where, 'not a base path', basePath, 'write it without slashes around it, such as "orders/v1"');
  }
}

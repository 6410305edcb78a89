import { Stack, Token } from 'aws-cdk-lib';
import { ApiMapping, DomainName, HttpApi, HttpStage, SecurityPolicy } from 'aws-cdk-lib/aws-apigatewayv2';
import { AaaaRecord, ARecord, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { ApiGatewayv2DomainProperties } from 'aws-cdk-lib/aws-route53-targets';
import { Construct } from 'constructs';
import { contentKey } from '../core/content-key';
import { refuse } from '../core/errors';
import { CustomDomain } from '../shared/custom-domain';

const ROOT = '(root)';

export interface HttpDomainProps {
  readonly domain: CustomDomain;
  readonly api: HttpApi;
  readonly stage: HttpStage;
}

/** Maps a path of a domain to a stage and gives the URL, without a trailing slash. */
export function mapDomain(scope: Construct, { domain, api, stage }: HttpDomainProps): string {
  checkDomain(scope, domain);
  const shared = HttpDomain.inStackOf(scope, domain);
  shared.claim(scope, domain.basePath ?? ROOT);
  new ApiMapping(scope, 'Mapping', { api, stage, domainName: shared.domainName, apiMappingKey: domain.basePath });
  return `https://${domain.domainName}${domain.basePath === undefined ? '' : `/${domain.basePath}`}`;
}

/** A domain name with its DNS records. The APIs of a stack that name it share it, each with a path of its own. */
class HttpDomain extends Construct {
  public static inStackOf(scope: Construct, domain: CustomDomain): HttpDomain {
    const stack = Stack.of(scope);
    const id = `Domain${contentKey(scope, domain.domainName)}`;
    const made = stack.node.tryFindChild(id) as HttpDomain | undefined;
    if (made && made.settings !== settingsOf(scope, domain)) {
      const remedy = 'give every API on it the same certificate, hostedZone and mutualTls';
      refuse(scope, 'another API has this domain with other settings', domain.domainName, remedy);
    }
    return made ?? new HttpDomain(stack, id, domain);
  }

  public readonly domainName: DomainName;
  private readonly settings: string;
  private readonly claimed = new Map<string, Construct>();

  private constructor(scope: Construct, id: string, domain: CustomDomain) {
    super(scope, id);
    this.settings = settingsOf(scope, domain);
    this.domainName = new DomainName(this, 'Name', {
      domainName: domain.domainName,
      certificate: domain.certificate,
      securityPolicy: SecurityPolicy.TLS_1_2,
      mtls: domain.mutualTls,
    });
    if (domain.hostedZone) {
      const target = RecordTarget.fromAlias(
        new ApiGatewayv2DomainProperties(this.domainName.regionalDomainName, this.domainName.regionalHostedZoneId),
      );
      const record = { zone: domain.hostedZone, recordName: `${domain.domainName}.`, target };
      new ARecord(this, 'A', record);
      new AaaaRecord(this, 'AAAA', record);
    }
  }

  public claim(api: Construct, basePath: string): void {
    const other = this.claimed.get(basePath);
    if (other) {
      const remedy = `give one of them a basePath of its own; ${other.node.path} has this one`;
      refuse(api, 'another API is at this path of the domain', basePath, remedy);
    }
    this.claimed.set(basePath, api);
  }
}

function settingsOf(scope: Construct, { certificate, hostedZone, mutualTls }: CustomDomain): string {
  return contentKey(scope, {
    certificate: certificate.certificateArn,
    hostedZone: hostedZone?.hostedZoneId,
    truststore: mutualTls && [mutualTls.bucket.bucketName, mutualTls.key, mutualTls.version],
  });
}

function checkDomain(where: Construct, { domainName, basePath, hostedZone }: CustomDomain): void {
  const isPath = /^[A-Za-z0-9$\-_.+!*'()]+(\/[A-Za-z0-9$\-_.+!*'()]+)*$/;
  if (basePath !== undefined && !Token.isUnresolved(basePath) && !(isPath.test(basePath) && basePath.length <= 300)) {
    refuse(where, 'not a base path', basePath, 'write it without slashes around it, such as "orders/v1"');
  }
  if (Token.isUnresolved(domainName)) {
    return;
  }
  if (!/^(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]+$/.test(domainName)) {
    const remedy = 'write it in lower case and without scheme, such as "api.example.com"';
    refuse(where, 'not a domain name', domainName, remedy);
  }
  if (domainName.startsWith('*.')) {
    refuse(where, 'a wildcard domain has no URL of its own', domainName, 'name one host');
  }
  const zone = hostedZone?.zoneName;
  if (zone !== undefined && !Token.isUnresolved(zone) && !`.${domainName}`.endsWith(`.${zone.replace(/\.$/, '')}`)) {
    refuse(where, `the domain does not belong to hosted zone ${zone}`, domainName, 'give the zone of the domain');
  }
}
